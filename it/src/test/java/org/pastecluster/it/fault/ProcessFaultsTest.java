package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.lab.Probe.LONG;
import static org.pastecluster.it.lab.Probe.SHORT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.RunId;

/** What befalls processes and machines does what it says, and is undone. */
class ProcessFaultsTest extends ThreeProbes {

    @Test
    void a_killed_node_refuses_and_comes_back_as_another_process() {
        RunId before = fleet.run(2);
        Fault fault = fault(FaultKind.KILL, 2);
        probes();

        fault.begin();
        fleet.awaitEnd(2);

        assertThat(probe(1).dial("kill", 2, LONG)).isEqualTo("refused");
        fault.end();
        assertThat(probe(2).dial("kill", 1, LONG)).isEqualTo("ok");
        assertThat(fleet.run(2)).isEqualTo(new RunId(2, before.run() + 1));
    }

    @Test
    void the_leader_is_killed_whoever_it_is() {
        assertThat(fault(FaultKind.KILL_LEADER, 2).nodes()).containsExactly(1);
        assertThat(fault(FaultKind.PAUSE_LEADER, 2).nodes()).containsExactly(1);
        assertThat(fault(FaultKind.HAND_OVER, 2).nodes()).containsExactly(1);
        assertThat(fault(FaultKind.REFUSED_ALIVE, 2).nodes()).containsExactly(1);
    }

    @Test
    void who_leaves_gets_SIGTERM() {
        NodeProcess process = fleet.process(3);
        Fault fault = fault(FaultKind.LEAVE, 3);
        probes();

        fault.begin();

        assertThat(process.await("terminated", Duration.ofMillis(LONG))).isPresent();
        fault.end();
    }

    @Test
    void a_paused_node_says_nothing_and_says_it_later() {
        Fault fault = fault(FaultKind.PAUSE, 2);
        probes();
        assertThat(probe(1).dial("paused", 2, LONG)).isEqualTo("ok");

        fault.begin();

        assertThat(probe(1).echo("paused", "late", SHORT)).isEqualTo("silent");
        fault.end();
        assertThat(probe(1).hear("paused", "late", LONG)).isEqualTo("ok");
    }

    @Test
    void what_a_node_is_told_reaches_it() {
        probes();

        fault(FaultKind.HAND_OVER, 2).begin();
        fault(FaultKind.BUSY_THREADS, 2).begin();

        assertThat(fleet.process(1).await("handover", Duration.ofMillis(LONG))).isPresent();
        assertThat(fleet.process(2).await("busy", Duration.ofMillis(LONG))).isPresent();
    }

    @Test
    void a_leader_hands_over_to_who_stands_still() {
        Fault fault = fault(FaultKind.HAND_OVER, List.of(List.of(2)), 1);
        probes();
        assertThat(fault.nodes()).containsExactly(1, 3);

        fault.begin();

        assertThat(fleet.process(1).await("handover", Duration.ofMillis(LONG))).isPresent();
        assertThat(fleet.running()).containsExactly(1, 2);
        fault.end();
        assertThat(fleet.running()).containsExactly(1, 2, 3);
    }

    @Test
    void a_wrong_clock_jumps_twice_and_no_wait_is_shorter_for_it() {
        Fault fault = fault(FaultKind.CLOCK, List.of(List.of(2)), 3_600);
        assertThat(ahead()).isBetween(-5L, 5L);

        fault.begin();
        assertThat(ahead()).isBetween(3_595L, 3_605L);
        fault.moments().forEach(moment -> moment.act().run());
        assertThat(ahead()).isBetween(-3_605L, -3_595L);
        assertThat(Long.parseLong(probe(2).ask("pause 20"))).isGreaterThanOrEqualTo(20_000);
        fault.end();

        assertThat(ahead()).isBetween(-5L, 5L);
    }

    /** By how many seconds. */
    private static long ahead() {
        return (Long.parseLong(probe(2).ask("clock")) - System.currentTimeMillis()) / 1_000;
    }

    @Test
    void another_program_takes_a_dead_nodes_port() {
        Fault silent = fault(FaultKind.OTHER_PROGRAM, List.of(List.of(2)), 0);
        probes();
        silent.begin();
        assertThat(probe(1).dial("squatted", 2, SHORT)).isEqualTo("silent");
        silent.end();
        assertThat(probe(2).isUp()).isTrue();
        assertThat(probe(1).dial("back", 2, LONG)).isEqualTo("ok");
    }

    @Test
    void another_program_may_answer_rubbish_or_HTML_or_nothing() {
        Fault rubbish = fault(FaultKind.OTHER_PROGRAM, List.of(List.of(2)), 1);
        probes();
        rubbish.begin();
        assertThat(probe(1).dial("rubbish", 2, LONG)).startsWith("heard ");
        rubbish.end();
        Fault html = fault(FaultKind.OTHER_PROGRAM, List.of(List.of(3)), 2);
        html.begin();
        assertThat(probe(1).get(3, LONG)).contains("200 OK").contains("This is not the node.");
        html.end();
        Fault closing = fault(FaultKind.OTHER_PROGRAM, List.of(List.of(2)), 3);
        probes();
        closing.begin();
        assertThat(probe(1).dial("closing", 2, LONG)).isIn("ended", "reset");
        closing.end();
    }

    @Test
    void intruders_come_and_go() {
        Fault stranger = fault(FaultKind.WRONG_SECRET, 1);
        Fault hostile = fault(FaultKind.HOSTILE, List.of(List.of(1)), 99);

        stranger.begin();
        hostile.begin();
        hostile.end();
        stranger.end();

        assertThat(intruders).containsExactly(7, 99);
        assertThat(stranger.nodes()).isEmpty();
    }

    @Test
    void everything_dies_and_starts_again() {
        List<RunId> before = bed.nodes().stream().map(fleet::run).toList();
        Fault fault = fault(FaultKind.ALL_COLD, 1);
        probes();

        fault.begin();
        bed.nodes().forEach(fleet::awaitEnd);
        assertThat(fleet.running()).isEmpty();
        fault.end();

        assertThat(reachable()).isEqualTo(ALL);
        assertThat(bed.nodes()).extracting(fleet::run).doesNotContainAnyElementsOf(before);
    }

    @Test
    void other_programs_want_the_cores() {
        BusyCores fault = new BusyCores(2);

        fault.begin();

        assertThat(fault.isBurning()).isTrue();
        fault.end();
        assertThat(fault.isBurning()).isFalse();
    }
}
