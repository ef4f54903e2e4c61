package org.pastecluster.spi;

/**
 * Where one node runs: a serial executor and one timer. The node has no thread of its own, so that a simulator can run a
 * thousand of them on one thread and a virtual clock.
 *
 * <p>All tasks of one node, the timer's too, run one after the other, each seeing what the one before did. They never throw
 * and never block.
 */
public interface Scheduling extends AutoCloseable {

    /**
     * Runs a task after those that were given before, never inside this call. Any thread may call it. Nothing is refused: the
     * node itself bounds what waits. After {@link #close()} the task is dropped.
     */
    void execute(Runnable task);

    /**
     * Runs a task once, when {@link TimeSource#nanos()} has reached {@code nanos}, at once if it has. Replaces the one asked
     * for before, which then does not run. Only called from the node's own tasks.
     */
    void wakeAt(long nanos, Runnable task);

    /** Drops what waits and takes nothing more; a task that runs may end. Returns without waiting. Any thread may call it. */
    @Override
    void close();
}
