package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.host;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;
import static org.pastecluster.it.judge.WrittenCampaign.run;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/** P7 is broken, and the judge says how and by whom. */
class SabotagedMessagesTest extends Spoiled {

    private final String lane = "to-n3.2";

    @Test
    void a_handler_that_is_called_twice() {
        campaign.handled(20_100, "n2.1", lane, 9, "n3.2");
        expect("P7", "n3.2", "n3.2 handled n2.1 to-n3.2 9");
        assertThat(Judge.of(directory).totals().messages().duplicated()).isEqualTo(1);
    }

    @Test
    void a_message_that_two_processes_of_a_node_handle() {
        campaign.accepted(13_000, "n1.1", "x", 1, "n3.1")
                .told(16_050, "n1.1", "x", 1, "DELIVERED", "n3.2")
                .handled(11_990, "n1.1", "x", 1, "n3.1")
                .handled(16_040, "n1.1", "x", 1, "n3.2");
        expect("P7", "n1.1", "n1.1 x 1 was handled by two processes");
    }

    @Test
    void a_message_for_one_node_that_two_nodes_handle() {
        campaign.handled(20_100, "n2.1", lane, 9, "n1.1");
        expectOnly("P7", "n2.1", "n2.1 to-n3.2 9 was handled by two processes");
    }

    @Test
    void a_lost_line() {
        campaign.without("n1.2", entry -> entry instanceof NodeEntry.Done done && done.message() == 20)
                .without("n1.2", entry -> entry instanceof NodeEntry.Told told && told.message() == 20);
        expectOnly("P7", "n1.2", "n1.2 to-n3.3 20 is lost", "ended politely");
        assertThat(Judge.of(directory).totals().messages().lost()).isEqualTo(1);
    }

    @Test
    void a_lost_line_of_a_sender_that_was_killed_long_after() {
        campaign.without(
                        "n2.1",
                        entry -> entry instanceof NodeEntry.Done done
                                && done.lane().equals(lane)
                                && done.message() == 2)
                .withoutBed(entry -> entry instanceof BedEntry.Began began && began.fault() == 2)
                .withoutBed(entry -> entry instanceof BedEntry.Over over && over.fault() == 2);
        // n3.2 is up at 15 s, message 2 is of 16.5 s, and the next calm is from 36 s to 50 s.
        campaign.bed(new BedEntry.Began(nanos(30_000), 2, "PAUSE_LEADER", List.of(1), ""))
                .bed(new BedEntry.Over(nanos(36_000), 2));
        expectOnly("P7", "n2.1", "n2.1 to-n3.2 2 is lost", "lived on through a calm");
    }

    @Test
    void a_lost_line_of_a_sender_that_lived_to_the_end() {
        campaign.without("n2.2", NodeEntry.Ended.class::isInstance).accepted(85_000, "n2.2", "x", 1, "n1.2");
        expectOnly("P7", "n2.2", "n2.2 x 1 is lost", "lived to the end of the campaign");
        assertThat(Judge.of(directory).totals().messages().lost()).isEqualTo(1);
    }

    @Test
    void a_message_that_is_done_without_a_verdict() {
        campaign.without(
                "n2.1",
                entry -> entry instanceof NodeEntry.Told told && told.lane().equals(lane) && told.message() == 9);
        expectOnly("P7", "n2.1", "n2.1 to-n3.2 9 is done, and no verdict was told");
    }

    @Test
    void a_verdict_without_a_handler() {
        campaign.without(
                "n3.2",
                entry -> entry instanceof NodeEntry.Handled handled
                        && handled.sender().equals(run("n2.1"))
                        && handled.message() == 9);
        expectOnly("P7", "n2.1", "n2.1 to-n3.2 9 has the verdict DELIVERED of n3.2 and was not handled by it");
        assertThat(Judge.of(directory).totals().messages().lost()).isEqualTo(1);
    }

    @Test
    void a_refused_message_that_was_handled() {
        campaign.accepted(20_000, "n1.1", "x", 1, "n3.2")
                .handled(20_010, "n1.1", "x", 1, "n3.2")
                .told(20_020, "n1.1", "x", 1, "REFUSED", "n3.2");
        expectOnly("P7", "n1.1", "n1.1 x 1 has the verdict REFUSED of n3.2 and was handled");
    }

    @Test
    void an_expired_message_that_was_handled_though_its_verdict_names_nobody() {
        toLeader("EXPIRED").handled(20_010, "n1.1", "x", 1, "n3.2");
        expectOnly("P7", "n1.1", "n1.1 x 1 has the verdict EXPIRED and was handled");
    }

    @Test
    void a_delivered_message_that_nobody_handled_and_whose_verdict_names_nobody() {
        toLeader("DELIVERED");
        expectOnly("P7", "n1.1", "n1.1 x 1 has the verdict DELIVERED and was not handled by it");
        assertThat(Judge.of(directory).totals().messages().lost()).isEqualTo(1);
    }

    private WrittenCampaign toLeader(String verdict) {
        return campaign.node("n1.1", new NodeEntry.Accepted(nanos(20_000), "x", 1, "leader"))
                .node("n1.1", new NodeEntry.Told(nanos(20_020), "x", 1, verdict, 0))
                .node("n1.1", new NodeEntry.Done(nanos(20_020), "x", 1));
    }

    @Test
    void two_verdicts_of_one_target() {
        campaign.told(30_000, "n2.1", lane, 9, "UNKNOWN", "n3.2");
        expectOnly("P7", "n2.1", "n2.1 to-n3.2 9 has the verdict TWO");
    }

    @Test
    void an_end_that_is_no_verdict() {
        campaign.accepted(20_000, "n1.1", "x", 1, "n3.2")
                .told(20_020, "n1.1", "x", 1, "failed to tell: java.lang.Error", "n3.2");
        expectOnly("P7", "n1.1", "n1.1 x 1 has the verdict NO_VERDICT");
    }

    @Test
    void order_that_is_broken() {
        campaign.without(
                        "n3.2",
                        entry -> entry instanceof NodeEntry.Handled handled
                                && handled.sender().equals(run("n2.1"))
                                && handled.message() == 9)
                .handled(21_400, "n2.1", lane, 9, "n3.2");
        expectOnly("P7", "n3.2", "n3.2 handled n2.1 to-n3.2 9 after n2.1 to-n3.2 11");
    }

    @Test
    void a_message_that_nobody_sent() {
        campaign.handled(20_000, "n1.1", "x", 1, "n3.2");
        expectOnly("P7", "n3.2", "n1.1 x 1, which nobody sent");
    }

    @Test
    void a_message_to_a_group_that_leaves_a_member_out() {
        campaign.several(20_000, "n1.1", "group:1", "n1.1");
        expectOnly("P7", "n1.1", "n1.1 many 1 was for group:1", "no verdict of [" + host(3) + "]");
    }

    @Test
    void a_message_to_a_group_that_another_group_gets() {
        campaign.several(20_000, "n1.1", "group:1", "n1.1", "n2.1", "n3.2");
        expectOnly("P7", "n1.1", "n1.1 many 1 was for group:1", host(2) + " has to do with it");
    }

    @Test
    void a_message_to_the_others_that_reaches_nobody() {
        campaign.several(20_000, "n1.1", "others");
        expect("P7", "n1.1", "no verdict of [" + host(2) + ", " + host(3) + "]");
    }

    @Test
    void a_message_that_is_refused_in_a_calm() {
        campaign.accepted(24_000, "n1.1", "x", 1, "n3.2").told(24_010, "n1.1", "x", 1, "REFUSED", "n3.2");
        expectOnly("P7", "n1.1", "n1.1 x 1 to name:n3 has the verdict REFUSED of n3.2", "nothing was in the way");
    }

    @Test
    void a_message_to_the_leader_of_which_nobody_knows_what_became_in_a_calm() {
        campaign.node("n2.1", new NodeEntry.Accepted(nanos(24_000), "x", 1, "leader"))
                .node("n2.1", new NodeEntry.Told(nanos(24_010), "x", 1, "UNKNOWN", 0))
                .node("n2.1", new NodeEntry.Done(nanos(24_010), "x", 1));
        expectOnly("P7", "n2.1", "n2.1 x 1 to leader has the verdict UNKNOWN, though all had agreed for long");
    }

    @Test
    void a_message_of_which_nobody_knows_what_became_while_the_request_threads_of_another_node_are_busy() {
        campaign.accepted(61_000, "n1.1", "x", 1, "n2.1").told(61_010, "n1.1", "x", 1, "UNKNOWN", "n2.1");
        expectOnly("P7", "n1.1", "n1.1 x 1 to name:n2 has the verdict UNKNOWN of n2.1");
    }

    @Test
    void a_message_that_is_refused_in_a_calm_after_a_short_stall() {
        campaign.accepted(24_000, "n1.1", "x", 1, "n3.2")
                .told(24_010, "n1.1", "x", 1, "REFUSED", "n3.2")
                .node("n3.2", new NodeEntry.Stall(nanos(23_900), 900_000_000L));
        expectOnly("P7", "n1.1", "n1.1 x 1 to name:n3 has the verdict REFUSED of n3.2");
    }

    @Test
    void a_message_to_a_net_node_that_is_gone_in_a_calm_though_its_sender_has_long_had_it_in_its_view() {
        campaign.goneForNeighbour(28_000, "n1.1");
        for (String run : List.of("n1.1", "n2.1", "n3.2")) {
            campaign.seesNeighbour(run, 16_000, Healthy.FIRST, 4, 1, "n1.1", "n2.1", "n3.2");
        }
        expect("P7", "n1.1", "n1.1 x 1 to host:" + host(6) + " has the verdict GONE, though all had agreed for long");
    }
}
