package org.pastecluster.http.link;

import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pastecluster.http.batch.FrameBuffer;

/** The threads that write on busy links, one for each at most, and the buffers that are written from. Thread-safe. */
final class WriterThreads implements AutoCloseable {

    private static final long IDLE_SECONDS = 5;
    private static final int KEPT_BUFFERS = 16;
    private static final int FIRST_BYTES = 80 << 10;
    private static final int MOST_KEPT_BYTES = 512 << 10;

    private final ThreadPoolExecutor threads;
    private final ArrayDeque<FrameBuffer> buffers = new ArrayDeque<>();

    /**
     * @param most how many links there are at most
     */
    WriterThreads(int most) {
        AtomicInteger count = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(0, 2 * most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "pastecluster-link-writer-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** False when there is no thread for it: all was closed, or the system gives no more of them. */
    boolean execute(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError none) {
            return false;
        }
    }

    FrameBuffer takeBuffer() {
        synchronized (buffers) {
            FrameBuffer kept = buffers.pollLast();
            if (kept != null) {
                return kept;
            }
        }
        return new FrameBuffer(FIRST_BYTES);
    }

    void giveBuffer(FrameBuffer buffer) {
        buffer.truncate(0);
        synchronized (buffers) {
            if (buffers.size() < KEPT_BUFFERS && buffer.capacity() <= MOST_KEPT_BYTES) {
                buffers.addLast(buffer);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
