package org.pastecluster.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/** Completes futures where what hangs on them, the application's code, cannot hold up the node. */
final class Completions {

    private Completions() {}

    static <T> void complete(CompletableFuture<T> future, T value, Executor executor) {
        run(() -> future.complete(value), executor);
    }

    static void fail(CompletableFuture<?> future, Exception failure, Executor executor) {
        run(() -> future.completeExceptionally(failure), executor);
    }

    static void run(Runnable completion, Executor executor) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException applicationShutItDown) {
            ForkJoinPool.commonPool().execute(completion);
        }
    }
}
