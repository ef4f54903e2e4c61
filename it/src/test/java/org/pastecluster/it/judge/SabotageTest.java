package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.at;
import static org.pastecluster.it.judge.WrittenCampaign.host;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;
import static org.pastecluster.it.judge.WrittenCampaign.run;
import static org.pastecluster.it.judge.WrittenCampaign.token;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/**
 * The judge names the promise and who broke it. What is wrong with messages is in {@link SabotagedMessagesTest}, and with what listeners are told in
 * {@link SabotagedNewsTest}.
 */
class SabotageTest extends Spoiled {

    @Nested
    class Leadership {

        @Test
        void a_leader_that_never_yields() {
            campaign.believes("n1.1", 36_000, 50_080, token(Healthy.FIRST));
            expect("P3", "n1.1", "after it was told that it leads no longer");
        }

        @Test
        void a_leader_that_goes_on_after_a_pause_longer_than_its_lease() {
            campaign.without("n1.1", entry -> entry instanceof NodeEntry.Lost && at(entry) < 40_000);
            campaign.believes("n1.1", 36_000, 36_030, token(Healthy.FIRST)).leadsNoMore("n1.1", Healthy.FIRST, 36_040);
            expectOnly("P3", "n1.1", "stood still for 6.000 s", "believes to lead as before");
        }

        @Test
        void a_lease_on_the_wall_clock_which_was_set_back() {
            campaign.withLeasesLongerBy(30_000, 0, Healthy.END);
            expect("P3", "n1.1", "33.000 s of its lease left");
        }

        @Test
        void a_lease_that_is_too_long_for_a_moment_in_the_midst_of_a_leadership() {
            campaign.withLeasesLongerBy(2_500, 20_000, 20_010);
            expectOnly("P3", "n1.1", "n1.1 had 5.", "of its lease left");
        }

        @Test
        void a_leader_that_shows_no_leadership() {
            campaign.believes("n1.1", 20_000, 20_100, -1);
            expect("P3", "n1.1", "says that it leads, and shows no leadership");
        }

        @Test
        void a_node_of_which_nobody_knows_what_it_believed() {
            campaign.withoutBeliefs("n3.2");
            expectOnly(
                    "P3", "n3.2", "n3.2 ran for 57.000 s, and nobody knows what it believed: n3.2.belief is missing");
        }

        @Test
        void a_node_that_was_never_asked_what_it_believes() {
            campaign.standsStill("n3.3", 0, Healthy.END + 2_000);
            expectOnly("P3", "n3.3", "n3.3 ran for 55", "n3.3.belief is missing, or has nothing in it");
        }

        @Test
        void an_heir_before_the_lease_of_its_predecessor_is_over() {
            campaign.believes("n2.1", 31_500, 33_400, token(Healthy.SECOND));
            expectOnly("P3b", "n2.1", "n2.1 leads while n1.1 may believe to lead for another 0.5");
        }

        @Test
        void two_leaders_on_a_side() {
            campaign.leads("n2.1", Healthy.FIRST + 500, 25_000, 26_000)
                    .leadsNoMore("n2.1", Healthy.FIRST + 500, 26_000);
            expect("P3b", "n2.1", "n2.1 leads while n1.1 leads");
        }

        @Test
        void two_leaders_with_one_number() {
            campaign.leads("n2.1", Healthy.FIRST, 25_000, 26_000).leadsNoMore("n2.1", Healthy.FIRST, 26_000);
            expect("P1", "n2.1", "number 1000", "n1.1");
        }

        @Test
        void leadership_that_moves_in_a_calm() {
            campaign.believes("n1.1", 24_000, 24_500, 0)
                    .leadsNoMore("n1.1", Healthy.FIRST, 24_000)
                    .leads("n1.1", Healthy.FIRST, 24_500, 30_000);
            expect("P6", "n1.1", "led no longer in a calm");
        }

        @Test
        void leadership_that_begins_in_a_calm() {
            campaign.leads("n2.1", Healthy.FIRST + 500, 25_000, 26_000)
                    .leadsNoMore("n2.1", Healthy.FIRST + 500, 26_000);
            expect("P6", "n2.1", "n2.1 began to lead in a calm");
        }

        @Test
        void a_member_that_is_lost_in_a_calm() {
            campaign.see(24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                    .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2");
            expectOnly("P6", "n1.1", "lost its member n3.2");
        }

        @Test
        void a_member_that_is_lost_after_several_stalls_of_which_each_is_too_short() {
            losesThird();
            campaign.node("n3.2", new NodeEntry.Stall(nanos(21_500), 1_400_000_000L))
                    .node("n3.2", new NodeEntry.Stall(nanos(23_900), 1_400_000_000L));
            expectOnly("P6", "n1.1", "lost its member n3.2");
        }

        @Test
        void a_member_that_is_lost_though_another_one_stood_still() {
            losesThird();
            campaign.sees("n2.1", 24_001, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                    .node("n2.1", new NodeEntry.Stall(nanos(23_900), 2_800_000_000L));
            expectOnly("P6", "n1.1", "lost its member n3.2");
        }

        private void losesThird() {
            campaign.sees("n1.1", 24_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                    .see(24_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2");
        }

        @Test
        void a_leader_that_is_given_up_after_something_else_moved_that_a_stall_explains() {
            campaign.see(21_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1")
                    .see(21_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2")
                    .node("n3.2", new NodeEntry.Stall(nanos(20_900), 2_800_000_000L))
                    .sees("n2.1", 29_500, Healthy.FIRST, 5, 0, "n1.1", "n2.1", "n3.2")
                    .sees("n2.1", 29_900, Healthy.FIRST, 5, 1, "n1.1", "n2.1", "n3.2");
            expectOnly("P6", "n2.1", "named - instead of " + host(1));
        }

        @Test
        void leadership_that_moves_because_request_threads_are_busy() {
            campaign.sees("n3.2", 62_000, Healthy.THIRD, 1, 0, "n1.1", "n2.1", "n3.2")
                    .sees("n3.2", 62_500, Healthy.THIRD, 1, 1, "n1.1", "n2.1", "n3.2");
            expectOnly("P11", "n3.2", "named - instead of " + host(1));
        }

        @Test
        void leadership_that_moves_because_somebody_hostile_came() {
            campaign.sees("n3.2", 67_000, Healthy.THIRD, 1, 0, "n1.1", "n2.1", "n3.2")
                    .sees("n3.2", 67_500, Healthy.THIRD, 1, 1, "n1.1", "n2.1", "n3.2");
            expect("P8", "n3.2", "named - instead of " + host(1));
        }

        @Test
        void a_hand_over_that_waits_for_a_time_out() {
            campaign.believes("n1.1", 50_000, 53_000, 0)
                    .without("n1.1", entry -> entry instanceof NodeEntry.Acquired && at(entry) == 50_082)
                    .leads("n1.1", Healthy.THIRD, 53_000, 72_000);
            expect("P9", "n2.1", "another led only 3.000 s later");
        }

        @Test
        void a_hand_over_to_a_frozen_node_that_waits_for_more_than_a_second() {
            Healthy.handOverToFrozen(campaign, 52_600);
            expect("P9", "n2.1", "another led only 2.590 s later", "that the next one stood still");
        }

        @Test
        void a_leader_that_leaves_and_is_replaced_after_a_time_out() {
            campaign.withoutBed(entry -> entry instanceof BedEntry.Began began && began.fault() == 3);
            Healthy.began(campaign, 50_000, 3, "LEAVE", 2);
            campaign.bed(new BedEntry.Terminated(nanos(50_002), run("n2.1")))
                    .bed(new BedEntry.Gone(nanos(50_400), run("n2.1")))
                    .believes("n1.1", 50_000, 53_000, 0);
            expect("P9", "n2.1", "n2.1 left, and another led only 2.998 s later; no time-out is that short");
        }

        @Test
        void nodes_that_do_not_agree_for_long_after_a_calm_began() {
            campaign.without("n3.3", entry -> entry instanceof NodeEntry.View)
                    .sees("n3.3", 76_050, Healthy.AFTER_COLD, 0, 1, "n1.2", "n2.2", "n3.3");
            Judgement judgement = campaign.judged(directory);
            assertThat(judgement.violations()).hasSize(1);
            assertThat(judgement.violations().get(0).promise()).isEqualTo("P5");
            assertThat(judgement.violations().get(0).sentence()).contains("holds view 2000.0", "37.400 s");
        }

        @Test
        void a_node_that_does_not_come_up_for_long_in_a_calm() {
            campaign.bed(new BedEntry.Started(nanos(82_000), run("n3.4")));
            Judgement judgement = campaign.judged(directory);
            assertThat(judgement.broken()).containsOnlyKeys("P5");
            assertThat(judgement.violations().get(0).sentence()).contains("n3 has not come up");
        }

        @Test
        void nodes_that_never_agree_again_after_one_stood_still() {
            campaign.sees("n3.3", 118_000, Healthy.AFTER_COLD, 2, 1, "n1.2", "n2.2", "n3.3")
                    .node("n3.3", new NodeEntry.Stall(nanos(117_990), 2_800_000_000L));
            Judgement judgement = campaign.judged(directory);
            assertThat(judgement.broken()).containsOnlyKeys("P5");
            assertThat(judgement.violations().get(0).sentence()).contains("n3.3 holds view 2000.2");
        }
    }

    @Nested
    class CutForLong {

        @Test
        void a_side_without_a_leader_though_somebody_of_another_side_stood_still() {
            Healthy.staysSplit(campaign);
            campaign.node("n1.2", new NodeEntry.Stall(nanos(119_000), 2_800_000_000L));
            expectOnly("P5", "nobody leads on the side of [n3.3]; n3.3 names " + host(1));
        }

        @Test
        void a_side_without_a_leader() {
            Healthy.staysSplit(campaign);
            expectOnly("P5", "nobody leads on the side of [n3.3]; n3.3 names " + host(1));
        }

        @Test
        void half_connected_nodes_that_lose_each_other_again_and_again() {
            Healthy.staysCut(campaign, "PAIR_CUT", List.of(List.of(2, 3)));
            campaign.sees("n3.3", 125_000, Healthy.AFTER_COLD, 2, 1, "n1.2", "n3.3")
                    .sees("n3.3", 125_900, Healthy.AFTER_COLD, 3, 1, "n1.2", "n2.2", "n3.3");
            expectOnly("P5", "n3.3 holds view 2000.2, n1.2 holds 2000.1");
        }

        private void expectOnly(String promise, String words) {
            Judgement judgement = campaign.judged(directory);
            assertThat(judgement.broken().keySet()).containsExactly(promise);
            assertThat(judgement.violations().get(0).sentence()).contains(words);
            assertThat(judgement.totals().cutNetworks()).isEqualTo(1);
        }
    }

    @Nested
    class Numbers {

        @Test
        void a_view_that_goes_back() {
            campaign.sees("n2.1", 8_000, Healthy.FIRST - 1, 9, 1, "n1.1", "n2.1", "n3.1")
                    .sees("n2.1", 8_010, Healthy.FIRST, 1, 1, "n1.1", "n2.1", "n3.1");
            expect("P2", "n2.1", "shows view 999.9 after 1000.1");
        }

        @Test
        void a_token_that_goes_back() {
            campaign.believes("n1.1", 71_000, 72_000, token(Healthy.FIRST));
            expect("P2", "n1.1", "after " + token(Healthy.THIRD));
        }

        @Test
        void a_number_that_was_used_before_everything_was_restarted() {
            campaign.believes("n1.2", 76_000, Healthy.END + 900, token(Healthy.FIRST));
            expect("P2", "n1.2", "leads with number 1000 though 1002 was used");
        }

        @Test
        void a_number_that_was_used_before_though_a_clock_had_been_wrong_once() {
            Healthy.began(campaign, 13_000, 9, "CLOCK", 2);
            Healthy.over(campaign, 13_500, 9);
            campaign.believes("n1.2", 76_000, Healthy.END + 900, token(Healthy.FIRST));
            expect("P2", "n1.2", "leads with number 1000 though 1002 was used");
        }

        @Test
        void a_number_that_was_used_before_of_a_node_with_a_wrong_clock_that_had_seen_a_higher_one() {
            campaign.without("n1.2", NodeEntry.Up.class::isInstance)
                    .node("n1.2", WrittenCampaign.up("n1.2", 75_000, Healthy.FIRST - 1))
                    .sees("n1.2", 75_500, Healthy.AFTER_COLD, 1, 2, "n2.2")
                    .believes("n1.2", 76_000, Healthy.END + 900, token(Healthy.FIRST));
            expect("P2", "n1.2", "leads with number 1000 though 1002 was used");
        }

        @Test
        void a_token_that_is_not_of_its_number() {
            campaign.without(
                            "n1.1",
                            entry -> entry instanceof NodeEntry.Acquired acquired
                                    && acquired.listener().equals("prompt")
                                    && at(entry) < 3_000)
                    .node("n1.1", new NodeEntry.Acquired(nanos(2_002), "prompt", 1_005, token(Healthy.FIRST)));
            expectOnly("P2", "n1.1", "told of number 1005 and of token");
        }
    }

    @Nested
    class Rest {

        @Test
        void a_stranger_in_a_view() {
            campaign.node(
                    "n2.1",
                    new NodeEntry.View(
                            nanos(13_000), Healthy.FIRST, 2, host(1), List.of(host(1) + "#abc011", host(101) + "#5")));
            expectOnly("P8", "n2.1", "a stranger among its members: " + host(101) + "#5");
        }

        @Test
        void another_process_at_a_nodes_address() {
            campaign.node(
                    "n2.1",
                    new NodeEntry.View(
                            nanos(13_000), Healthy.FIRST, 2, host(1), List.of(host(1) + "#abc011", host(3) + "#5")));
            expectOnly("P8", "n2.1", "a stranger among its members: " + host(3) + "#5");
        }

        @Test
        void a_flood_in_the_log() {
            for (int i = 0; i < 100; i++) {
                campaign.says("n2.1", 20_000 + i * 100L, "[main] WARN x - again");
            }
            expectOnly("P10", "n2.1", "61 warnings within a minute");
        }

        @Test
        void a_heap_that_grows() {
            for (int i = 0; i < 9; i++) {
                campaign.node("n2.1", new NodeEntry.Heap(nanos(20_000 + i * 1_000L), (8L + 3L * i) << 20, 30));
            }
            expectOnly("P10", "n2.1", "its heap by 18432 KiB");
        }

        @Test
        void threads_that_become_more() {
            for (int i = 0; i < 9; i++) {
                campaign.node("n2.1", new NodeEntry.Heap(nanos(20_000 + i * 1_000L), 8L << 20, 30 + 10 * i));
            }
            expectOnly("P10", "n2.1", "its heap by 0 KiB, its threads by 60");
        }

        @Test
        void a_process_that_ends_by_itself() {
            campaign.withoutBed(entry ->
                    entry instanceof BedEntry.Killed killed && killed.run().equals(run("n3.1")));
            expectOnly("P11", "n3.1", "ended by itself");
        }

        @Test
        void a_process_that_cannot_go_on() {
            campaign.node("n3.1", new NodeEntry.Ended(nanos(11_990), "The sampler cannot go on: x"));
            expect("P11", "n3.1", "The sampler cannot go on");
        }

        @Test
        void a_neighbour_of_another_kind_that_nobody_sees() {
            campaign.bed(new BedEntry.Started(nanos(100), run("n4.1")));
            expectOnly("P12", "n1.2", "sees 0 nodes of another kind instead of 1");
        }
    }
}
