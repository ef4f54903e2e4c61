package org.pastecluster.spring.suite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs of the README. */
@EnableScheduling
// tag::jobs
@Component
class Jobs {

    private final Cluster cluster;

    Jobs(Cluster cluster) {
        this.cluster = cluster;
    }

    @Scheduled(fixedRate = 100)
    void runsAtTheLeaderOnly() {
        cluster.leadership().ifPresent(this::run);
    }
    // end::jobs

    private final CompletableFuture<Leadership> ran = new CompletableFuture<>();

    private void run(Leadership leadership) {
        ran.complete(leadership);
    }

    CompletionStage<Leadership> ran() {
        return ran;
    }
}
