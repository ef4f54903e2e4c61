package org.pastecluster.http.handler;

import org.jspecify.annotations.Nullable;

/** What one request holds while it is served: a place among the others, and room for its body. Thread-safe, by its {@link Admission}. */
final class Place {

    private final Admission admission;
    private final Runnable giveWay;
    final String address;
    final long since;
    /** Null while it is a stranger's. */
    @Nullable
    Object peer;

    int bytes;

    /** Whether it is one of the reserve; else, while it is a stranger's, a thread has the request in hand. */
    boolean stays;

    boolean isOver;

    Place(Admission admission, String address, long since, Runnable giveWay) {
        this.admission = admission;
        this.address = address;
        this.since = since;
        this.giveWay = giveWay;
    }

    void giveWay() {
        giveWay.run();
    }

    /**
     * Who sent the request has shown that it holds the secret: from now on it takes of that peer's budget, and nobody displaces it.
     *
     * @param whom any value that is equal for equal peers
     * @return false when that peer has too many requests, or the place was given away
     */
    boolean prove(Object whom) {
        return admission.prove(this, whom);
    }

    /** The thread that had the request in hand goes on. If nothing was shown yet, it is a stranger's from now on, and somebody else may have to leave for it. */
    void stay() {
        admission.stay(this);
    }

    /** What it stayed for is here: a thread has it in hand once more, and nobody displaces it. */
    void takeInHand() {
        admission.takeInHand(this);
    }

    /** Sets memory for a body aside; false when there is none, or the place was given away. */
    boolean hold(int more) {
        return admission.hold(this, more);
    }

    /** Gives the memory back, and keeps the place. */
    void release() {
        admission.release(this);
    }

    /** Gives all back. Calling it again does nothing. */
    void leave() {
        admission.leave(this);
    }
}
