package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.host;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;
import static org.pastecluster.it.judge.WrittenCampaign.run;
import static org.pastecluster.it.judge.WrittenCampaign.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/** What looks like a broken promise and is none, or what nobody can tell: it is counted, and nobody is blamed. */
class NotBlamedTest {

    @TempDir
    private Path directory;

    private final WrittenCampaign campaign = Healthy.campaign();

    private Judgement clean() {
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.violations()).isEmpty();
        return judgement;
    }

    @Test
    void a_machine_that_stood_still_before_leadership_moved() {
        campaign.see(24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2")
                .node("n3.2", new NodeEntry.Stall(nanos(23_900), 2_800_000_000L));
        assertThat(clean().notJudged().get("P6"))
                .containsEntry("one of those whom it concerned had stood still for long before something moved", 1);
    }

    @Test
    void a_node_that_was_not_asked_what_it_believes_before_it_was_killed() {
        campaign.without("n3.1", NodeEntry.Up.class::isInstance)
                .node("n3.1", WrittenCampaign.up("n3.1", 7_100, WrittenCampaign.WALL))
                .withoutBeliefs("n3.1");
        clean();
    }

    @Test
    void a_node_that_the_bed_had_stopped_before_anybody_could_ask_what_it_believes() {
        campaign.bed(new BedEntry.Stopped(nanos(1_100), run("n3.1"))).withoutBeliefs("n3.1");
        assertThat(campaign.judged(directory).broken()).doesNotContainKey("P3");
    }

    @Test
    void who_had_no_verdict_yet_when_the_bed_was_broken_off() {
        campaign.withoutBed(BedEntry.End.class::isInstance)
                .without("n2.2", NodeEntry.Ended.class::isInstance)
                .accepted(80_000, "n2.2", "x", 1, "n1.2");
        assertThat(campaign.judged(directory).broken()).doesNotContainKey("P7");
    }

    @Test
    void two_stalls_with_hardly_a_moment_between() {
        campaign.see(24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2")
                .node("n3.2", new NodeEntry.Stall(nanos(23_000), 900_000_000L))
                .node("n3.2", new NodeEntry.Stall(nanos(23_900), 850_000_000L));
        clean();
    }

    @Test
    void a_short_stall_explains_nothing() {
        campaign.see(24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2")
                .node("n3.2", new NodeEntry.Stall(nanos(23_900), 900_000_000L));
        assertThat(campaign.judged(directory).broken()).containsOnlyKeys("P6");
    }

    @Test
    void an_early_heir_of_a_leader_whose_address_refuses() {
        campaign.believes("n2.1", 31_500, 33_400, token(Healthy.SECOND))
                .bed(new BedEntry.Cut(nanos(31_000), 2, 1, "refuse-requests"))
                .bed(new BedEntry.Cut(nanos(31_000), 3, 1, "refuse-requests"))
                .bed(new BedEntry.Mended(nanos(33_000), 2, 1, "refuse-requests"))
                .bed(new BedEntry.Mended(nanos(33_000), 3, 1, "refuse-requests"));
        assertThat(clean().notJudged()).containsKey("P3b");
    }

    @Test
    void an_early_heir_of_a_leader_that_was_asked_to_hand_over_before_it_was_stopped() {
        campaign.believes("n2.1", 31_500, 33_400, token(Healthy.SECOND));
        Healthy.began(campaign, 29_900, 7, "HAND_OVER", 1);
        Healthy.over(campaign, 31_000, 7);
        clean();
    }

    @Test
    void two_leaders_with_one_number_on_two_sides() {
        split(20_000, 33_000);
        campaign.leads("n2.1", Healthy.FIRST, 25_000, 26_000).leadsNoMore("n2.1", Healthy.FIRST, 26_000);
        assertThat(campaign.judged(directory).broken()).doesNotContainKeys("P1", "P3b", "P6");
    }

    @Test
    void two_leaders_of_a_network_that_stays_cut() {
        Healthy.staysSplit(campaign);
        campaign.leads("n3.3", Healthy.AFTER_COLD + 1, 85_100, 129_950)
                .see(85_150, Healthy.AFTER_COLD + 1, 1, 3, "n3.3")
                .leadsNoMore("n3.3", Healthy.AFTER_COLD + 1, 129_950);
        assertThat(clean().totals().cutNetworks()).isEqualTo(1);
    }

    @Test
    void half_connected_nodes_that_stay_together() {
        Healthy.staysCut(campaign, "PAIR_CUT", List.of(List.of(2, 3)));
        assertThat(clean().totals().cutNetworks()).isEqualTo(1);
    }

    @Test
    void a_network_that_stays_cut_with_nodes_of_another_kind_in_it() {
        campaign.bed(new BedEntry.Started(nanos(100), run("n4.1")));
        Healthy.staysSplit(campaign);
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.broken()).doesNotContainKey("P5");
        assertThat(judgement.notJudged()).containsKey("P5");
        assertThat(judgement.totals().cutNetworks()).isZero();
    }

    private void split(long from, long to) {
        Healthy.began(campaign, from, 8, "SPLIT", 1, 2, 3);
        for (int other : List.of(2, 3)) {
            campaign.bed(new BedEntry.Cut(nanos(from), 1, other, "drop"))
                    .bed(new BedEntry.Cut(nanos(from), other, 1, "drop"))
                    .bed(new BedEntry.Mended(nanos(to), 1, other, "drop"))
                    .bed(new BedEntry.Mended(nanos(to), other, 1, "drop"));
        }
        Healthy.over(campaign, to, 8);
    }

    @Test
    void a_sender_that_was_killed_between_two_lines() {
        campaign.accepted(71_990, "n2.1", "x", 1, "n3.2");
        assertThat(clean().notJudged().get("P7")).containsEntry("the sender died before it can have had a verdict", 1);
    }

    @Test
    void a_line_that_a_killed_process_had_begun() throws IOException {
        campaign.write(directory);
        Files.writeString(directory.resolve("n3.1.journal"), "acquired\t70000", StandardOpenOption.APPEND);
        assertThat(Judge.of(directory).violations()).isEmpty();
    }

    @Test
    void a_member_that_was_killed_before_it_wrote_who_it_is() {
        campaign.bed(new BedEntry.Started(nanos(13_000), run("n3.7")))
                .bed(new BedEntry.Killed(nanos(13_500), run("n3.7")))
                .bed(new BedEntry.Gone(nanos(13_540), run("n3.7")))
                .node(
                        "n2.1",
                        new NodeEntry.View(
                                nanos(13_400),
                                Healthy.FIRST,
                                2,
                                host(1),
                                List.of(host(1) + "#abc011", host(3) + "#5")));
        assertThat(clean().notJudged()).containsKey("P8");
    }

    @Test
    void a_cold_restart_with_a_founder_whose_clock_is_behind() {
        campaign.believes("n1.2", 76_000, Healthy.END + 900, token(Healthy.FIRST))
                .without("n1.2", entry -> true)
                .node("n1.2", WrittenCampaign.up("n1.2", 75_000, Healthy.FIRST - 1));
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.broken()).doesNotContainKey("P2");
        assertThat(judgement.notJudged()).containsKey("P2");
    }

    @Test
    void a_calm_that_ends_before_nodes_had_to_agree() {
        Healthy.began(campaign, 82_000, 10, "BUSY_CORES");
        Healthy.over(campaign, Healthy.END - 1, 10);
        assertThat(clean().notJudged().get("P6"))
                .containsEntry("nodes had not agreed for long enough when a calm ended", 1);
    }

    @Test
    void a_neighbour_of_another_kind_among_the_members() {
        seeNeighbour();
        assertThat(clean().judged()).containsKey("P12");
    }

    @Test
    void a_neighbour_of_another_kind_that_all_have_found_before_they_had_to() {
        seeNeighbour();
        Healthy.began(campaign, 95_000, 9, "BUSY_CORES");
        Healthy.over(campaign, Healthy.END - 1, 9);
        assertThat(clean().judged()).containsEntry("P12", 1);
    }

    private void seeNeighbour() {
        campaign.bed(new BedEntry.Started(nanos(100), run("n4.1")));
        for (String run : List.of("n1.2", "n2.2", "n3.3")) {
            campaign.without(run, entry -> entry instanceof NodeEntry.View)
                    .node(
                            run,
                            new NodeEntry.View(
                                    nanos(76_050),
                                    Healthy.AFTER_COLD,
                                    1,
                                    host(1),
                                    List.of(
                                            host(1) + "#abc012",
                                            host(2) + "#abc022",
                                            host(3) + "#abc033",
                                            host(4) + "#0")));
        }
    }

    @Test
    void a_leader_that_doubts_itself_after_its_clock_jumped() {
        Healthy.began(campaign, 13_000, 9, "CLOCK", 1);
        Healthy.over(campaign, 13_500, 9);
        campaign.believes("n1.1", 13_000, 13_040, 0);
        assertThat(clean().judged()).containsKey("P3b");
    }

    @Test
    void a_neighbour_of_another_kind_that_says_a_thing_twice() {
        campaign.bed(new BedEntry.Started(nanos(100), run("n4.1")))
                .handled(90_000, "n4.1", "dotnet", 1, "n1.2")
                .handled(90_010, "n4.1", "dotnet", 1, "n1.2");
        assertThat(campaign.judged(directory).broken()).containsOnlyKeys("P12");
    }

    @Test
    void request_threads_that_were_not_all_busy() {
        campaign.without("n3.2", entry -> entry instanceof NodeEntry.Busy busy && busy.held() == busy.of());
        Judgement judgement = clean();
        assertThat(judgement.notJudged().get("P11")).containsEntry("BUSY_THREADS did nothing", 1);
        assertThat(judgement.kinds())
                .filteredOn(kind -> kind.seen() < kind.count())
                .extracting(KindFigures::kind)
                .containsExactly("BUSY_THREADS");
    }

    @Test
    void a_member_that_came_or_went_while_a_message_to_several_was_sent() {
        campaign.several(15_299, "n1.1", "all", "n1.1", "n2.1").several(12_099, "n2.1", "all", "n1.1", "n2.1");
        assertThat(clean().judged()).containsKey("P7");
    }

    @Test
    void a_hand_over_to_a_frozen_node_that_takes_a_second() {
        Healthy.handOverToFrozen(campaign, 51_300);
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.broken()).doesNotContainKey("P9");
        assertThat(judgement.judged()).containsEntry("P9", 1);
        assertThat(judgement.totals().plannedMoves().count())
                .as("of moves that nothing hindered")
                .isZero();
    }

    @Test
    void samples_that_came_late_hide_nothing() {
        campaign.standsStill("n1.1", 19_250, 19_400)
                .see(24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2");
        assertThat(campaign.judged(directory).broken()).containsOnlyKeys("P6");
    }

    @Test
    void a_message_in_a_calm_to_a_node_that_stood_still_or_was_busy() {
        campaign.accepted(24_000, "n1.1", "x", 1, "n3.2")
                .told(24_010, "n1.1", "x", 1, "REFUSED", "n3.2")
                .node("n3.2", new NodeEntry.Stall(nanos(23_900), 2_800_000_000L))
                .accepted(61_000, "n1.1", "x", 2, "n3.2")
                .told(61_010, "n1.1", "x", 2, "UNKNOWN", "n3.2");
        assertThat(clean().notJudged().get("P7"))
                .containsEntry("sender or target of a message in a calm was busy, or had stood still", 2);
    }

    @Test
    void a_message_shortly_after_nodes_agreed_or_before_a_fault() {
        campaign.accepted(17_000, "n1.1", "x", 1, "n3.2")
                .told(17_010, "n1.1", "x", 1, "REFUSED", "n3.2")
                .accepted(29_990, "n2.1", "x", 1, "n1.1")
                .told(33_500, "n2.1", "x", 1, "UNKNOWN", "n1.1");
        clean();
    }

    @Test
    void a_message_to_a_net_node_that_its_sender_has_not_found_yet_though_all_others_agree() {
        campaign.goneForNeighbour(24_000, "n1.1")
                .seesNeighbour("n1.1", 24_500, Healthy.FIRST, 3, 1, "n1.1", "n2.1", "n3.2");
        assertThat(campaign.judged(directory).broken()).doesNotContainKey("P7");
    }

    @Test
    void nodes_that_agree_again_soon_after_one_stood_still() {
        campaign.sees("n3.3", 118_000, Healthy.AFTER_COLD, 2, 1, "n1.2", "n2.2", "n3.3")
                .see(124_000, Healthy.AFTER_COLD, 3, 1, "n1.2", "n2.2", "n3.3")
                .node("n3.3", new NodeEntry.Stall(nanos(117_990), 2_800_000_000L));
        Judgement judgement = clean();
        assertThat(judgement.notJudged().get("P5"))
                .containsEntry("somebody of a side that did not agree had stood still for long", 1);
        assertThat(judgement.judged()).as("they had agreed before").containsKey("P5");
    }

    @Test
    void a_side_whose_only_node_stood_still() {
        Healthy.staysSplit(campaign);
        campaign.node("n3.3", new NodeEntry.Stall(nanos(122_000), 5_000_000_000L));
        Judgement judgement = clean();
        assertThat(judgement.notJudged().get("P5"))
                .containsEntry("somebody of a side that did not agree had stood still for long", 1);
        assertThat(judgement.totals().cutNetworks()).isZero();
    }

    @Test
    void a_view_without_the_member_that_was_lost_rightly() {
        campaign.see(21_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                .node("n3.2", new NodeEntry.Stall(nanos(20_900), 2_800_000_000L))
                .see(29_500, Healthy.FIRST, 5, 1, "n1.1", "n2.1")
                .see(29_900, Healthy.FIRST, 6, 1, "n1.1", "n2.1", "n3.2");
        assertThat(clean().notJudged()).containsKey("P6");
    }

    @Test
    void a_heap_that_a_flood_of_connections_fills_for_a_moment() {
        for (int i = 0; i < 6; i++) {
            campaign.node("n2.1", new NodeEntry.Heap(nanos(20_000 + i * 1_000L), (i == 5 ? 25L : 8L) << 20, 30));
        }
        clean();
    }
}
