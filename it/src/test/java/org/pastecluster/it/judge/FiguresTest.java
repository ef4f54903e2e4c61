package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.NodeEntry;

class FiguresTest {

    private static final long MILLI = 1_000_000;

    @TempDir
    private Path directory;

    private final WrittenCampaign campaign = Healthy.campaign();

    private static KindFigures of(Judgement judgement, String kind) {
        return judgement.kinds().stream()
                .filter(figures -> figures.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_kind_has_its_figures() {
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.kinds())
                .extracting(KindFigures::kind)
                .containsExactly("ALL_COLD", "BUSY_THREADS", "HAND_OVER", "HOSTILE", "KILL", "PAUSE_LEADER", "START");
        KindFigures pause = of(judgement, "PAUSE_LEADER");
        assertThat(pause.count()).isEqualTo(1);
        assertThat(pause.agreeing().count()).isEqualTo(2);
        assertThat(pause.agreeing().max()).isCloseTo(3_450 * MILLI, within(10 * MILLI));
        assertThat(pause.leaderless()).isCloseTo(3_400 * MILLI, within(30 * MILLI));
        assertThat(of(judgement, "KILL").agreeing().count())
                .as("nobody waits for who has just come up")
                .isZero();
        assertThat(of(judgement, "HAND_OVER").agreeing().max()).isLessThan(120 * MILLI);
        assertThat(of(judgement, "HOSTILE").messages().accepted())
                .isEqualTo(of(judgement, "HOSTILE").messages().delivered());
    }

    @Test
    void with_nobody_up_nobody_leads() {
        KindFigures cold = of(campaign.judged(directory), "ALL_COLD");
        assertThat(cold.agreeing().count()).isEqualTo(1);
        assertThat(cold.agreeing().max()).isCloseTo(4_050 * MILLI, within(10 * MILLI));
        assertThat(cold.leaderless()).isCloseTo(4_000 * MILLI, within(10 * MILLI));
    }

    @Test
    void what_never_ended_is_counted_up_to_the_end_and_no_further() {
        campaign.believes("n1.2", Healthy.END - 1_000, Healthy.END + 900, 0);
        KindFigures cold = of(campaign.judged(directory), "ALL_COLD");
        assertThat(cold.agreeing().count()).isEqualTo(2);
        assertThat(cold.agreeing().p50()).isCloseTo(1_000 * MILLI, within(10 * MILLI));
    }

    @Test
    void a_planned_move_is_measured_by_itself() {
        Durations moves = campaign.judged(directory).totals().plannedMoves();
        assertThat(moves.count()).isEqualTo(1);
        assertThat(moves.max()).isCloseTo(80 * MILLI, within(10 * MILLI));
    }

    @Test
    void a_leader_that_gives_up_before_it_is_sampled_again_is_judged() {
        campaign.believes("n2.1", 49_985, 50_005, 0);
        assertThat(campaign.judged(directory).totals().plannedMoves().count()).isEqualTo(1);
    }

    @Test
    void a_loss_counts_for_the_fault_that_concerns_the_leader() {
        Healthy.began(campaign, 30_200, 7, "LOSS", 2, 3);
        Healthy.over(campaign, 31_000, 7);
        Healthy.began(campaign, 71_000, 8, "LOSS", 2, 3);
        Judgement judgement = campaign.judged(directory);
        assertThat(of(judgement, "LOSS").agreeing().count()).isZero();
        assertThat(of(judgement, "ALL_COLD").agreeing().count()).isEqualTo(1);
    }

    @Test
    void totals_add_up() {
        Totals totals = campaign.judged(directory).totals();
        assertThat(totals.faults()).isEqualTo(6);
        assertThat(totals.overlapping()).isZero();
        assertThat(totals.processes()).isEqualTo(7);
        assertThat(totals.lasted()).isEqualTo(Healthy.END * MILLI);
        assertThat(totals.messages().accepted()).isPositive();
        assertThat(totals.handled()).isEqualTo(totals.messages().delivered());
        assertThat(totals.longestVerdict()).isEqualTo(6 * MILLI);
        assertThat(totals.doubled()).isZero();
    }

    @Test
    void faults_that_go_on_at_a_time_overlap_each_other_and_one_that_follows_does_not() {
        Healthy.began(campaign, 30_200, 7, "LOSS", 2);
        Healthy.over(campaign, 31_000, 7);
        Healthy.began(campaign, 51_000, 8, "LOSS", 2);
        Healthy.over(campaign, 51_005, 8);
        assertThat(campaign.judged(directory).totals().overlapping()).isEqualTo(2);
    }

    @Test
    void a_stall_is_taken_off_the_net_time() {
        campaign.node("n2.1", new NodeEntry.Stall(nanos(32_000), 1_000 * MILLI));
        KindFigures pause = of(campaign.judged(directory), "PAUSE_LEADER");
        assertThat(pause.agreeing().max() - pause.agreeingNet().max()).isEqualTo(1_000 * MILLI);
    }

    @Test
    void what_the_bed_stopped_is_no_stall() {
        campaign.node("n1.1", new NodeEntry.Stall(nanos(36_005), 6_003 * MILLI));
        assertThat(campaign.judged(directory).totals().stalls()).isLessThan(20 * MILLI);
    }

    @Test
    void a_phase_in_which_nothing_was_delivered_is_named() {
        for (String run : List.of("n1.2", "n2.2", "n3.3")) {
            campaign.without(
                    run,
                    entry -> entry.at() > nanos(76_990)
                            && (entry instanceof NodeEntry.Accepted
                                    || entry instanceof NodeEntry.Told
                                    || entry instanceof NodeEntry.Done
                                    || entry instanceof NodeEntry.Handled));
        }
        assertThat(campaign.judged(directory).totals().emptyPhases())
                .anySatisfy(phase -> assertThat(phase).isEqualTo("the calm from 80.000 s to 130.000 s"));
    }

    @Test
    void three_of_many_times() {
        List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
        assertThat(Durations.of(all)).isEqualTo(new Durations(200, 100, 198, 200));
        assertThat(Durations.of(List.of())).isEqualTo(new Durations(0, 0, 0, 0));
    }

    @Test
    void the_time_to_agree_comes_from_the_settings() {
        assertThat(Timing.usual().agreement())
                .isEqualTo(Duration.ofMillis(37_400).toNanos());
        assertThat(Timing.usual().hold()).isEqualTo(Duration.ofSeconds(4).toNanos());
    }
}
