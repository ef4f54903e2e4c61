package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.at;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/** Faults that did nothing are found out, where others than the fault leave a sign. */
class EffectsTest {

    @TempDir
    private Path directory;

    private final WrittenCampaign campaign = Healthy.campaign();

    private void expectVain(String... kinds) {
        assertThat(campaign.judged(directory).kinds())
                .filteredOn(kind -> kind.seen() < kind.count())
                .extracting(KindFigures::kind)
                .containsExactly(kinds);
    }

    @Test
    void all_faults_of_a_healthy_campaign_did_something() {
        Healthy.began(campaign, 90_000, 9, "BUSY_CORES");
        campaign.bed(new BedEntry.Burnt(nanos(94_999), 9, true));
        Healthy.over(campaign, 95_000, 9);
        expectVain();
    }

    @Test
    void somebody_hostile_who_sent_nothing_meanwhile() {
        campaign.withoutVolleys().volley(71_000);
        expectVain("HOSTILE");
        assertThat(Judge.of(directory).notJudged().get("P8")).containsEntry("HOSTILE did nothing", 1);
    }

    @Test
    void a_leader_that_was_asked_to_hand_over_and_did_not() {
        campaign.without("n2.1", entry -> entry instanceof NodeEntry.Lost && at(entry) > 50_000);
        expectVain("HAND_OVER");
    }

    @Test
    void another_program_that_had_ended() {
        Healthy.began(campaign, 90_000, 9, "BUSY_CORES");
        campaign.bed(new BedEntry.Burnt(nanos(94_999), 9, false));
        Healthy.over(campaign, 95_000, 9);
        expectVain("BUSY_CORES");
    }

    @Test
    void a_kill_of_a_node_that_was_dead() {
        Healthy.began(campaign, 13_000, 9, "KILL", 3);
        Healthy.over(campaign, 13_500, 9);
        expectVain("KILL");
    }
}
