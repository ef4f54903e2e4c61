package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.ClusterSettings;

/**
 * One node of the cluster as a pure state machine: an input and the time in, outputs out. It holds no clock, thread, lock,
 * log, random or I/O, so that one process can simulate years of a cluster and a seed reproduces every failure.
 *
 * <p>Not thread-safe; one caller at a time.
 */
public final class Node {

    /**
     * @param settings how it behaves
     * @param incarnation 64 random bits, new for every process; not 0
     * @param entropy where it gets random numbers
     */
    public Node(ClusterSettings settings, long incarnation, Entropy entropy) {}

    /**
     * Takes one input.
     *
     * @param input what happened
     * @param now nanoseconds on the monotonic clock; never less than at an earlier step
     * @return what to do, in order; valid until the next step
     */
    public List<Output> step(Input input, long now) {
        return List.of();
    }

    /** When the node next wants {@link Input.Woken}, on the clock of its steps; {@link Long#MAX_VALUE} for never. */
    public long nextWakeUp() {
        return Long.MAX_VALUE;
    }
}
