package org.pastecluster.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where listeners run that bring no executor: one daemon thread for each listener that is busy, so that one which hangs holds
 * up no other. A thread that has nothing to do ends after a second.
 */
public final class ListenerThreads {

    private ListenerThreads() {}

    public static Executor start(String name) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "pastecluster-" + name + "-listener-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
