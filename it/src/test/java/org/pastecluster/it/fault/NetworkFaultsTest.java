package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.lab.Probe.LONG;
import static org.pastecluster.it.lab.Probe.SHORT;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What befalls networks does what it says, and is undone. */
class NetworkFaultsTest extends ThreeProbes {

    private static void becomes(Fault fault, List<String> reachable, String... silent) {
        probes();
        fault.begin();
        assertThat(reachable(silent)).isEqualTo(reachable);
        fault.end();
        assertThat(reachable()).isEqualTo(ALL);
    }

    @Test
    void a_split_parts_sides() {
        becomes(
                fault(FaultKind.SPLIT, List.of(List.of(1), List.of(2, 3)), 0),
                List.of("23", "32"),
                "12",
                "13",
                "21",
                "31");
    }

    @Test
    void a_pair_is_cut_and_everybody_else_reaches_both() {
        becomes(
                fault(FaultKind.PAIR_CUT, List.of(List.of(1), List.of(2)), 0),
                List.of("13", "23", "31", "32"),
                "12",
                "21");
    }

    @Test
    void requests_of_one_to_another_vanish_and_the_others_arrive() {
        becomes(
                fault(FaultKind.ONE_WAY_REQUESTS, List.of(List.of(1), List.of(2)), 0),
                List.of("13", "21", "23", "31", "32"),
                "12");
    }

    @Test
    void packets_of_one_to_another_vanish_and_with_them_all_connections() {
        becomes(
                fault(FaultKind.ONE_WAY_PACKETS, List.of(List.of(1), List.of(2)), 0),
                List.of("13", "23", "31", "32"),
                "12",
                "21");
    }

    @Test
    void an_unplugged_node_is_silent_and_reaches_nobody_but_itself() {
        Fault fault = fault(FaultKind.LINK_DOWN, 2);
        becomes(fault, List.of("13", "31"), "12", "21", "23", "32");
    }

    @Test
    void a_fifth_of_all_packets_is_lost() {
        Fault fault = fault(FaultKind.LOSS, List.of(List.of(1), List.of(2, 3)), 0);
        probes();

        fault.begin();
        for (int i = 0; i < 5; i++) {
            probe(1).ask("send 10.77.0.2 200");
            probe(2).ask("received");
        }

        // Six times as far from what is to be expected as chance would have it.
        int arrived = 0;
        for (int looks = 0; arrived < 720 && looks < LONG; looks++) {
            arrived = Integer.parseInt(probe(2).ask("received"));
        }
        assertThat(arrived).isBetween(720, 880);
        fault.end();
    }

    @Test
    void what_is_delayed_comes_late_both_ways_and_soon_when_it_is_over() {
        Fault fault = fault(FaultKind.DELAY, List.of(List.of(1), List.of(2, 3)), 150);
        probes();
        assertThat(probe(1).dial("before", 2, LONG)).isEqualTo("ok");
        assertThat(probe(2).dial("beside", 3, LONG)).isEqualTo("ok");

        fault.begin();

        assertThat(probe(2).ended("before", LONG)).isEqualTo("reset");
        assertThat(probe(2).echo("beside", "same", LONG)).isEqualTo("ok");
        assertThat(probe(1).dial("late", 2, LONG)).isEqualTo("ok");
        assertThat(probe(1).echo("late", "slow", SHORT)).isEqualTo("silent");
        assertThat(probe(1).hear("late", "slow", LONG)).isEqualTo("ok");
        assertThat(probe(2).dial("other", 1, SHORT)).isEqualTo("silent");
        fault.end();
        assertThat(probe(1).echo("late", "same", LONG)).isEqualTo("ok");
    }

    @Test
    void what_stands_still_comes_in_the_end_on_the_same_connection() {
        Fault fault = fault(FaultKind.STALL, List.of(List.of(1), List.of(2)), 0);
        probes();

        fault.begin();
        assertThat(probe(1).dial("stalled", 2, LONG)).isEqualTo("ok");
        fault.moments().forEach(moment -> moment.act().run());

        assertThat(probe(1).echo("stalled", "late", SHORT)).isEqualTo("silent");
        assertThat(probe(2).dial("against", 1, LONG)).isEqualTo("ok");
        fault.end();
        assertThat(probe(1).hear("stalled", "late", LONG)).isEqualTo("ok");
    }

    @Test
    void a_node_that_refuses_lives_and_both_ends_of_its_connections_hear_of_it() {
        Fault fault = fault(FaultKind.REFUSED_ALIVE, List.of(List.of(2)), 1);
        probes();
        assertThat(probe(2).dial("in", 1, LONG)).isEqualTo("ok");
        assertThat(probe(1).dial("out", 2, LONG)).isEqualTo("ok");

        fault.begin();

        assertThat(probe(1).ended("in", LONG)).isEqualTo("reset");
        assertThat(probe(2).ended("out", LONG)).isEqualTo("reset");
        assertThat(probe(2).echo("in", "any", LONG)).isEqualTo("reset");
        assertThat(probe(1).echo("out", "any", LONG)).isEqualTo("reset");
        assertThat(probe(2).dial("again", 1, LONG)).isEqualTo("refused");
        assertThat(probe(1).dial("again", 3, LONG)).isEqualTo("refused");
        assertThat(probe(2).dial("others", 3, LONG)).isEqualTo("ok");
        fault.end();
        assertThat(reachable()).isEqualTo(ALL);
    }

    @Test
    void a_node_that_is_refused_to_others_may_still_call_them() {
        Fault fault = fault(FaultKind.REFUSED_ALIVE, List.of(List.of(2)), 0);
        probes();

        fault.begin();

        assertThat(probe(2).dial("in", 1, LONG)).isEqualTo("refused");
        assertThat(probe(1).dial("out", 2, LONG)).isEqualTo("ok");
        fault.end();
    }

    @Test
    void another_answers_in_a_nodes_place_to_all_but_itself() {
        for (int status : new int[] {302, 403, 502, 200}) {
            Fault fault = fault(FaultKind.PROXY_ANSWERS, List.of(List.of(2)), status);
            probes();
            fault.begin();
            assertThat(probe(1).get(2, LONG)).contains("HTTP/1.1 " + status).contains("This is not the node.");
            assertThat(probe(2).get(2, LONG)).endsWith("node");
            assertThat(probe(2).get(1, LONG)).endsWith("node");
            fault.end();
            assertThat(probe(3).get(2, LONG)).endsWith("node");
        }
    }
}
