package org.pastecluster.spring.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pastecluster.spring.ClusterDrain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** What an application does before it leaves: no new leader-only calls, and those that run end, or are interrupted. */
final class OrderlyStop {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

    private final List<ClusterDrain> drains;
    private final Duration longest;
    private final Duration patience;

    OrderlyStop(ApplicationContext context, Duration patience) {
        this.patience = patience;
        this.drains =
                context.getBeanProvider(ClusterDrain.class).orderedStream().toList();
        this.longest =
                context.getEnvironment().getProperty("pastecluster.drain", Duration.class, Duration.ofSeconds(10));
    }

    Duration longest() {
        return longest;
    }

    /**
     * Complete when all that runs has ended, in whatever way.
     *
     * @throws AssertionError when one does not return
     */
    CompletableFuture<Void> begin() {
        List<CompletableFuture<?>> working = new ArrayList<>();
        drains.forEach(each -> working.add(begun(each)));
        return CompletableFuture.allOf(working.toArray(CompletableFuture<?>[]::new));
    }

    /** On a thread of its own, as real nodes do; it may not wait there for what takes time of the test. */
    private CompletableFuture<?> begun(ClusterDrain drain) {
        CompletableFuture<CompletionStage<?>> begun = new CompletableFuture<>();
        Thread thread = new Thread(() -> begin(drain, begun), "drain");
        thread.setDaemon(true);
        thread.start();
        try {
            return begun.get(patience.toMillis(), TimeUnit.MILLISECONDS).toCompletableFuture();
        } catch (TimeoutException stuck) {
            throw new AssertionError(
                    drain.getClass().getName() + ".drain() has not returned for " + patience.toSeconds()
                            + " s. Time of the test stands while it runs: have it return a stage that completes later.",
                    stuck);
        } catch (ExecutionException broken) {
            LOG.warn("Work that was asked to end failed.", broken.getCause());
            return CompletableFuture.completedFuture(null);
        } catch (InterruptedException testIsStopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted.", testIsStopped);
        }
    }

    private static void begin(ClusterDrain drain, CompletableFuture<CompletionStage<?>> begun) {
        try {
            begun.complete(drain.drain());
        } catch (RuntimeException broken) {
            begun.completeExceptionally(broken);
        }
    }

    void interrupt() {
        drains.forEach(ClusterDrain::interrupt);
    }
}
