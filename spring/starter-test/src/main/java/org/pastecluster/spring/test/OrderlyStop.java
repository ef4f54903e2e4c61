package org.pastecluster.spring.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pastecluster.spring.ClusterDrain;
import org.springframework.context.ApplicationContext;

/** What an application does before it leaves: no new leader-only calls, and those that run end, or are interrupted. */
final class OrderlyStop {

    private final List<ClusterDrain> drains;
    private final Duration longest;

    OrderlyStop(ApplicationContext context) {
        this.drains =
                context.getBeanProvider(ClusterDrain.class).orderedStream().toList();
        this.longest =
                context.getEnvironment().getProperty("pastecluster.drain", Duration.class, Duration.ofSeconds(10));
    }

    Duration longest() {
        return longest;
    }

    /** Complete when all that runs has ended. */
    CompletableFuture<Void> begin() {
        List<CompletableFuture<?>> working = new ArrayList<>();
        drains.forEach(each -> working.add(each.drain().toCompletableFuture()));
        return CompletableFuture.allOf(working.toArray(CompletableFuture<?>[]::new));
    }

    void interrupt() {
        drains.forEach(ClusterDrain::interrupt);
    }
}
