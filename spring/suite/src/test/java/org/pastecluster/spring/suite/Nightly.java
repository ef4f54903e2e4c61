package org.pastecluster.spring.suite;

import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The job with slots of the README. */
@EnableScheduling
// tag::nightly
@Component
class Nightly {

    private final Reports reports;

    Nightly(Reports reports) {
        this.reports = reports;
    }

    @Scheduled(cron = "0 0 3 * * *", zone = "Europe/Berlin")
    @LeaderOnly(missed = MissedSlots.RUN_LAST)
    void report() {
        Slot slot = Slot.current().orElseThrow();
        reports.writeOnce(slot.job(), slot.planned());
    }
}
// end::nightly
