package org.pastecluster.http.batch;

import org.pastecluster.Verdict;
import org.pastecluster.message.Posted;

/** The bits of an item's first byte, and of the second one that messages and pieces have. */
final class BatchFormat {

    /** Largest batch, in bytes; 256 KiB. */
    static final int MOST_BYTES = 256 << 10;

    static final int KIND = 0x07;
    static final int WHOLE = 0;
    static final int CHUNK = 1;
    static final int SKIP = 2;
    static final int FLOOR = 3;
    static final int ACK = 4;
    static final int AGAIN = 5;

    /** The lane is that of the item before, and the number follows its number: neither is written. */
    static final int NEXT = 0x08;

    /** Of an acknowledgement: where the verdict's place in the order of WIRE.md stands. */
    static final int VERDICT_SHIFT = 4;

    /** Of an acknowledgement: a reason is written. */
    static final int REASON = 0x80;

    static final int TEXT = 0x01;
    static final int ORDERED = 0x02;
    static final int LEADER_ONLY = 0x04;
    static final int PURPOSE_SHIFT = 3;
    static final int CORRELATED = 0x20;
    static final int HEADERS = 0x40;

    /** Of a piece: it is the first, and says of the message what a whole one says. */
    static final int HEAD = 0x80;

    /** Longest reason, in bytes; what is longer is cut. */
    static final int MOST_REASON = 1024;

    /** Largest piece of a message. */
    static final int MOST_PIECE = 64 << 10;

    /** By their numbers; never to be reordered. */
    private static final Verdict[] VERDICTS = {
        Verdict.DELIVERED, Verdict.FAILED, Verdict.REFUSED, Verdict.EXPIRED, Verdict.GONE, Verdict.UNKNOWN
    };

    /** By their numbers; never to be reordered. */
    private static final Posted.Purpose[] PURPOSES = {
        Posted.Purpose.NOTICE, Posted.Purpose.REQUEST, Posted.Purpose.REPLY
    };

    private BatchFormat() {}

    static int number(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> 0;
            case FAILED -> 1;
            case REFUSED -> 2;
            case EXPIRED -> 3;
            case GONE -> 4;
            case UNKNOWN -> 5;
        };
    }

    static Verdict verdict(int number) throws MalformedFrameException {
        if (number >= VERDICTS.length) {
            throw new MalformedFrameException("a verdict is unknown");
        }
        return VERDICTS[number];
    }

    static int number(Posted.Purpose purpose) {
        return switch (purpose) {
            case NOTICE -> 0;
            case REQUEST -> 1;
            case REPLY -> 2;
        };
    }

    static Posted.Purpose purpose(int number) throws MalformedFrameException {
        if (number >= PURPOSES.length) {
            throw new MalformedFrameException("a message has an unknown purpose");
        }
        return PURPOSES[number];
    }
}
