package org.pastecluster.spring.suite;

import org.pastecluster.Leadership;
import org.pastecluster.spring.LeaderOnly;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs of the README. */
@EnableScheduling
// tag::jobs
@Component
class Jobs {

    private final Reports reports;

    Jobs(Reports reports) {
        this.reports = reports;
    }

    @Scheduled(fixedRate = 100)
    @LeaderOnly
    void atTheLeaderOnly() {
        Leadership leadership = Leadership.current().orElseThrow();
        reports.write(leadership.token());
    }
}
// end::jobs
