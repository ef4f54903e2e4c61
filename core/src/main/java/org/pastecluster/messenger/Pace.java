package org.pastecluster.messenger;

/**
 * When a batch is carried by a call, for want of a link, and when it is asked whether something was lost. Times are on the monotonic
 * clock. Guarded by its correspondent's lock.
 */
final class Pace {

    /** For so long a batch waits for a link before it is carried by a call. */
    static final long PATIENCE_NANOS = 50_000_000;

    static final long CARRY_AGAIN_NANOS = 200_000_000;

    private static final long PROBE_NANOS = 5_000_000_000L;

    /** So often, each time after twice as long, a process that is no member is told what became of its messages: some 13 s. */
    private static final int CARRY_TO_STRANGERS = 6;

    private boolean carrying;
    private int carriedInVain;
    private boolean probing;
    private long noLinkSince;
    private long neededUntil;
    private long carryAt;
    private long probeAt;

    Pace(long now) {
        noLinkSince = now;
        neededUntil = now;
    }

    void linkLost(long now) {
        noLinkSince = now;
        neededUntil = now;
    }

    /** It is no member any more. */
    void memberGone(long now) {
        neededUntil = now;
    }

    /** When it was a member last, or had a link; or else was first known. */
    long neededUntil() {
        return neededUntil;
    }

    /** Something came from there. */
    void heard() {
        carriedInVain = 0;
    }

    /** Something that was sent was acknowledged: nothing was lost. */
    void acknowledged(long now) {
        probeAt = now + PROBE_NANOS;
    }

    boolean isCarrying() {
        return carrying;
    }

    /** Whether a batch may be carried now, if there is no link. */
    boolean mayCarry(long now) {
        return !carrying && now - noLinkSince >= PATIENCE_NANOS && now >= carryAt;
    }

    /** A batch is carried; to a stranger, who is no member, more rarely each time. */
    void carry(long now, boolean toStranger) {
        carrying = true;
        carryAt = now + (CARRY_AGAIN_NANOS << (toStranger ? carriedInVain : 0));
    }

    void carried(boolean arrived) {
        carrying = false;
        if (arrived) {
            carryAt = 0;
            carriedInVain = 0;
        } else {
            carriedInVain = Math.min(carriedInVain + 1, CARRY_TO_STRANGERS);
        }
    }

    /** Whether a stranger was called so often in vain that it is told nothing more. */
    boolean givesStrangersUp() {
        return carriedInVain == CARRY_TO_STRANGERS;
    }

    /** Whether it is time to ask; {@code anything} says whether there is something to ask about. */
    boolean beginProbe(long now, boolean anything) {
        if (now < probeAt) {
            return false;
        }
        probing = anything;
        probeAt = now + PROBE_NANOS;
        return probing;
    }

    /** Whether the next batch has to ask; once. */
    boolean takeProbe() {
        boolean due = probing;
        probing = false;
        return due;
    }
}
