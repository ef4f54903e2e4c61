package org.pastecluster.runtime;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where handlers of messages run that bring no executor: on virtual threads where the JVM has them, else on daemon threads, as many as
 * are busy; one that has nothing to do ends after a second.
 */
public final class HandlerThreads {

    private HandlerThreads() {}

    public static Executor start(String name) {
        String prefix = "pastecluster-" + name + "-handler-";
        try {
            return virtual(prefix);
        } catch (ReflectiveOperationException olderThan21) {
            AtomicInteger count = new AtomicInteger();
            return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, prefix + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    /** Reached by reflection, for the bytecode is that of Java 17. */
    private static Executor virtual(String prefix) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
        Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
        ThreadFactory factory = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(named);
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        return (Executor) perTask.invoke(null, factory);
    }
}
