package org.pastecluster.spring.boot.leader.slots;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a scheduler's thread waits for other nodes. A bean of this type takes its place where a test lets time pass, as that of {@code starter-test}. */
@FunctionalInterface
public interface SlotWaiting {

    /** By blocking the thread. */
    SlotWaiting BLOCKING = (happens, longest) -> {
        try {
            happens.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notSo) {
            // Whoever waited looks what came of it.
        }
    };

    /**
     * Returns when something is complete, in whatever way, or has taken too long.
     *
     * @throws InterruptedException when the thread is to do no more
     */
    void await(CompletableFuture<?> happens, Duration longest) throws InterruptedException;
}
