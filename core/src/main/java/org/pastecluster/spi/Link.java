package org.pastecluster.spi;

/**
 * A way out to one other process, on which batches arrive in the order in which they were written, or not at all. Thread-safe.
 */
public interface Link {

    /** Base URL of the process at the other end. */
    String host();

    /** The process at the other end. */
    long incarnation();

    /**
     * Something waits to be written. The link takes it by {@link LinkHandler#next} soon: on the calling thread when it is idle and the
     * other end keeps up, so that nothing is handed from thread to thread; else on a thread of its own. Never blocks; cheap to
     * call again.
     */
    void wake();

    /** Whether nobody has closed it. That may be known here before {@link LinkHandler#closed}, and even before {@link LinkHandler#opened}. */
    boolean isOpen();

    /** Closes it. {@link LinkHandler#closed} follows. */
    void close();
}
