package org.pastecluster.spring.suite;

import org.pastecluster.Cluster;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs of the README. */
@EnableScheduling
// tag::jobs
@Component
class Jobs {

    private final Cluster cluster;
    private final Reports reports;

    Jobs(Cluster cluster, Reports reports) {
        this.cluster = cluster;
        this.reports = reports;
    }

    @Scheduled(fixedRate = 100)
    void atTheLeaderOnly() {
        cluster.leadership().ifPresent(leadership -> reports.write(leadership.token()));
    }
}
// end::jobs
