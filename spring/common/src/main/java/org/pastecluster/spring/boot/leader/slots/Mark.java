package org.pastecluster.spring.boot.leader.slots;

/**
 * How far a job has come.
 *
 * @param millis the planned time of a slot, or that at which its first leader began, in epoch milliseconds
 * @param ran whether that is a slot which a node has taken; it and all before it are refused. Otherwise none has been, and those before it
 *     are not missed
 */
record Mark(long millis, boolean ran) {

    /** The one of the two that says more. */
    Mark or(Mark other) {
        if (ran != other.ran) {
            return ran ? this : other;
        }
        return millis >= other.millis ? this : other;
    }
}
