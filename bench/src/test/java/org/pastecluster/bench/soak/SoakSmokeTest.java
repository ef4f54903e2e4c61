package org.pastecluster.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Verdict;
import org.pastecluster.bench.fleet.ClassPaths;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.soak.ledger.SoakLane;

/** The whole way, with processes, for as short as possible: how long it takes is not looked at, and each step waits for messages. */
class SoakSmokeTest {

    @Test
    void a_node_is_killed_and_everything_is_accounted_for() {
        List<String> news = new ArrayList<>();
        try (Fleets fleets = new Fleets(new ClassPaths(System.getProperty("java.class.path")))) {
            SoakCampaign campaign = new SoakCampaign(fleets, 2, news::add);

            campaign.round(20, List.of(faults -> faults.kill(1)));
            campaign.finish();

            assertThat(campaign.audit().findings()).isEmpty();
            assertThat(campaign.audit().tally(SoakLane.NAMED).count(Verdict.DELIVERED))
                    .isPositive();
        }
        assertThat(news).singleElement().asString().startsWith("killed node 1");
    }
}
