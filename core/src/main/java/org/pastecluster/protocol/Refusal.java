package org.pastecluster.protocol;

import org.pastecluster.message.Envelope;

/**
 * What the refusal of a process's address says of the process: that it is gone, unless it is heard all the same. An answer to an older call
 * may have been on its way when the process died, so it does not count; nor does a call of its own for longer than until its next one, unless
 * it has had what this node sent after the refusal. Then it lives, and its address is no evidence before it is silent for the time of doubt.
 */
final class Refusal {

    private enum Evidence {
        NONE,
        GONE,
        CALLED,
        LIVES
    }

    private Evidence evidence = Evidence.NONE;

    /** When the last call was sent that was refused. */
    private long sentAt = Peer.NEVER;

    /** When the process last called. */
    private long calledAt = Peer.NEVER;

    /** When the latest was sent that the process has had of this node. */
    private long hadAt = Peer.NEVER;

    /** A call that was sent then was refused, and it was the last one. */
    void refused(long sentAt) {
        this.sentAt = sentAt;
        if (evidence == Evidence.NONE) {
            evidence = Evidence.GONE;
        }
        if (hadAt > sentAt) {
            evidence = Evidence.LIVES;
        } else if (calledAt > sentAt) {
            called();
        }
    }

    /** The process has been silent for long enough since it was heard though its address refused: this refusal proves that it is gone. */
    void proves() {
        evidence = Evidence.GONE;
    }

    /** A call failed otherwise, which says nothing. */
    void failedOtherwise() {
        if (evidence == Evidence.GONE) {
            evidence = Evidence.NONE;
        }
    }

    /** A direct call was answered that was sent after the last one that brought nothing. */
    void answered() {
        evidence = Evidence.NONE;
    }

    /** A frame of the process came. */
    void heard(Envelope envelope, boolean itCalled, Identity self, long now) {
        hadAt = Math.max(hadAt, self.sentAt(envelope.echo()));
        if (itCalled) {
            calledAt = now;
        }
        if (evidence != Evidence.NONE && hadAt > sentAt) {
            evidence = Evidence.LIVES;
        } else if (itCalled) {
            called();
        }
    }

    /** It called, or another node says that it lives. */
    void called() {
        if (evidence == Evidence.GONE) {
            evidence = Evidence.CALLED;
        }
    }

    boolean hasCalledSince(long time) {
        return calledAt > time;
    }

    /** Whether the process is taken for gone. */
    boolean saysGone() {
        return evidence == Evidence.GONE;
    }

    /** Whether the last call that was refused was sent after this time. */
    boolean isLaterThan(long time) {
        return sentAt > time;
    }

    /** Whether the process was heard though its address refused. */
    boolean isDisproved() {
        return evidence == Evidence.CALLED || evidence == Evidence.LIVES;
    }

    /** How long after the process was last heard another refusal says nothing. */
    long saysNothingFor(Timing timing) {
        return switch (evidence) {
            case NONE, GONE -> 0;
            case CALLED -> timing.pullAfter;
            case LIVES -> timing.doubt;
        };
    }
}
