package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.spring.suite.SlotFleet.RUNS;
import static org.pastecluster.spring.suite.SlotFleet.TEN;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;

/** The slots of leader-only jobs, on nodes whose clocks and leadership the test moves: each runs once. */
@Tag("core")
@Tag("jdk")
class SlotsTest {

    private final SlotFleet fleet = new SlotFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void aSlotThatRanIsRefusedByAnHeirWhoseClockIsBehind() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        SlotFleet.App other = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.at("10:01:00");
        one.at("10:02:00");

        other.node().lead();
        other.at("10:01:00");
        other.at("10:02:00");
        other.at("10:03:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00", "minutely 10:02:00", "minutely 10:03:00");
        assertThat(other.gate().alreadyRun()).isEqualTo(2);
        assertThat(other.gate().ran()).isEqualTo(1);
    }

    @Test
    void aSlotThatRanOnALeaderWhoseClockIsAheadIsRefusedAfterwards() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        SlotFleet.App ahead = fleet.start(TEN.plusSeconds(60), SlotFleet.Minutely.class);
        ahead.node().lead();
        ahead.at("10:02:00");

        one.node().lead();
        one.at("10:01:00");
        one.at("10:02:00");
        one.at("10:03:00");

        assertThat(RUNS).containsExactly("minutely 10:02:00", "minutely 10:03:00");
        assertThat(one.gate().alreadyRun()).isEqualTo(2);
    }

    @Test
    void whatOneNodeKnewIsLearntByTheNextLeaderThatHadNotHeardOfIt() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.at("10:01:00");
        SlotFleet.App newcomer = fleet.start(TEN, SlotFleet.Minutely.class);

        newcomer.node().lead();
        newcomer.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aMemberThatJoinsIsTold() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.at("10:01:00");
        SlotFleet.App newcomer = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().tell(new ClusterEvent.MemberJoined(newcomer.node().member));

        one.node().isReachable = false;
        newcomer.node().lead();
        newcomer.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aMemberThatDoesNotAnswerKeepsNothingFromRunning() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        SlotFleet.App silent = fleet.start(TEN, SlotFleet.Minutely.class);
        silent.node().isReachable = false;
        one.node().lead();
        one.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
        silent.node().isReachable = true;
        silent.node().lead();
        silent.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aSlotThatTheOtherSideOfASplitTookIsRefusedByItsAnswer() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        SlotFleet.App other = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.node().isReachable = false;
        other.node().leadToo();
        other.at("10:01:00");
        one.node().isReachable = true;

        one.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
        assertThat(one.gate().alreadyRun()).isEqualTo(1);
    }

    @Test
    void aCallByHandIsNoSlot() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.context().getBean(SlotFleet.Minutely.class).run();
        one.at("10:01:00");
        one.context().getBean(SlotFleet.Minutely.class).run();
        assertThat(RUNS).containsExactly("minutely by hand", "minutely 10:01:00", "minutely by hand");
    }

    @Test
    void aStopTakesNoSlot() {
        SlotFleet.App one = fleet.start(TEN, SlotFleet.Minutely.class);
        SlotFleet.App other = fleet.start(TEN, SlotFleet.Minutely.class);
        one.node().lead();
        one.gate().drain();
        one.at("10:01:00");
        other.node().lead();
        other.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }
}
