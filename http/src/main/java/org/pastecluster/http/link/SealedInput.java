package org.pastecluster.http.link;

import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;

/** Takes sealed records, and hands on what was in them; nothing of one that is not the next, as it was written. Touched by one thread. */
final class SealedInput implements FrameReader.Sink {

    /** Takes what was in a record: a piece of the stream of frames. */
    interface Content {
        /** The bytes are the record's; what is to be kept has to be copied. */
        void proven(byte[] array, int from, int to) throws MalformedFrameException;
    }

    private final RecordMac mac;
    private final Content content;

    private SealedInput(LinkSeal seal, Content content) {
        this.mac = new RecordMac(seal);
        this.content = content;
    }

    /** Cuts what arrives into records. */
    static FrameReader reader(LinkSeal seal, Content content) {
        return new FrameReader(
                new SealedInput(seal, content), "a sealed record", LinkSeal.LEAST_LENGTH, LinkSeal.MOST_LENGTH);
    }

    @Override
    public void frame(FrameInput in) throws MalformedFrameException {
        byte[] array = in.array();
        int from = in.at();
        int length = in.remaining() - RecordMac.TAG_BYTES;
        if (!mac.isNext(array, from, length)) {
            throw new MalformedFrameException("a sealed record was altered, repeated or left out on its way");
        }
        content.proven(array, from, from + length);
    }
}
