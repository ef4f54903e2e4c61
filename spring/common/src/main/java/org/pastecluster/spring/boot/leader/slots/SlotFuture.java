package org.pastecluster.spring.boot.leader.slots;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Of a task that was scheduled; tells when it is cancelled.
 *
 * @param <V> what the scheduler's own one holds
 */
final class SlotFuture<V extends @Nullable Object> implements ScheduledFuture<V> {

    private final ScheduledFuture<V> future;
    private final Runnable cancelled;

    SlotFuture(ScheduledFuture<V> future, Runnable cancelled) {
        this.future = future;
        this.cancelled = cancelled;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        cancelled.run();
        return future.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return future.isCancelled();
    }

    @Override
    public boolean isDone() {
        return future.isDone();
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        return future.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(timeout, unit);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return future.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
        return future.compareTo(other);
    }
}
