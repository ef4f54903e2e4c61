package org.pastecluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.Role;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;

/** What users have met or fear to meet, each told once. All checkers watch. */
class StoriesTest {

    private static final long SOON = 10_000;
    private static final long LEASE = 3_000;

    /** Packets take up to 20 ms: the last ones of a node that died come after its address has refused. */
    private static final Quality JITTER = Quality.LOCAL.withDelay(100_000, 20_000_000);

    @Test
    void startedTogetherNodesFoundOneCluster() {
        Scene scene = Scene.of(5).startAll();

        long took = scene.agree(SOON);

        assertThat(took).isLessThan(500);
        assertThat(scene.acquisitions()).isEqualTo(1);
        scene.allow(Allowed.NOTHING);
        scene.pass(60_000);
    }

    @Test
    void aNodeThatListsOnlyAStrangerIsFoundByWhoKnowsIt() {
        Scene scene = Scene.withLists(new int[] {1, 2, 3}, new int[] {1, 2}, new int[] {3, 4}, new int[] {4});
        scene.start(1, 2).pass(5_000);
        scene.agree(SOON);

        scene.start(3);
        scene.agree(20_000);

        assertThat(scene.node(3).cluster().view().members()).hasSize(3);
    }

    @Test
    void aFreshStarterNeverMovesLeadership() {
        Scene scene = Scene.of(4).start(2, 3, 4);
        scene.agree(SOON);
        scene.pass(5_000);
        int leader = scene.leader();

        scene.allow(Allowed.MEMBERS);
        scene.start(1);
        scene.agree(SOON);

        assertThat(scene.leader()).isEqualTo(leader);
        assertThat(scene.losses()).isZero();
    }

    @Test
    void aLeaderPausedPastItsLeaseYields() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int old = scene.leader();

        scene.cluster().pause(old - 1);
        scene.pass(LEASE + 3_000);
        assertThat(scene.node(old).believes()).isFalse();
        int heir = scene.leader();
        assertThat(heir).isNotZero().isNotEqualTo(old);

        scene.cluster().resume(old - 1);
        scene.agree(SOON);
        assertThat(scene.leader()).isEqualTo(heir);
    }

    @Test
    void aShortPauseAccusesNobody() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int leader = scene.leader();

        scene.allow(Allowed.NOTHING);
        scene.cluster().pause(scene.otherThan(leader) - 1);
        scene.pass(1_500);
        scene.cluster().resume(scene.otherThan(leader) - 1);
        scene.pass(10_000);

        assertThat(scene.leader()).isEqualTo(leader);
    }

    @Test
    void aCrashedLeaderWhoseAddressRefusesIsReplacedBeforeItsLeaseWouldEnd() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);

        scene.cluster().crash(scene.leader() - 1);

        assertThat(scene.agree(SOON)).isLessThan(2_000);
    }

    @Test
    void aLeaderWhoseAddressRefusesGoesOnAsLongAsItCalls() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int leader = scene.leader();

        scene.cluster().network().refuse(leader - 1, true);
        scene.pass(20_000);

        assertThat(scene.leader()).isEqualTo(leader);
        assertThat(scene.acquisitions()).isEqualTo(1);
        assertThat(scene.node(scene.otherThan(leader)).role()).isEqualTo(Role.FOLLOWING);

        scene.cluster().crash(leader - 1);
        assertThat(scene.agree(SOON)).isLessThan(LEASE);
    }

    @Test
    void whatADeadLeaderHadSentKeepsItNoLongerThanItsNextHeartbeat() {
        Scene scene = Scene.of(3, 1, JITTER).startAll();
        long longest = 0;
        for (int crash = 0; crash < 80; crash++) {
            scene.agree(SOON);
            scene.pass(5_000 + 137 * crash);
            int leader = scene.leader();
            scene.cluster().crash(leader - 1);
            longest = Math.max(longest, scene.agree(SOON));
            scene.start(leader);
        }
        assertThat(longest).isLessThan(1_400);
    }

    @Test
    void whoHasTheLeaderThroughAnotherDoesNotKeepItWhenItsAddressRefuses() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int leader = scene.leader();
        int cutOff = scene.otherThan(leader);
        int friend = scene.otherThan(leader, cutOff);

        scene.split(List.of(cutOff), List.of(leader, friend), true);
        scene.pass(3_100);
        scene.split(List.of(cutOff), List.of(friend), false);
        scene.pass(8_000);
        scene.agree(SOON);
        scene.cluster().crash(scene.leader() - 1);

        assertThat(scene.agree(SOON)).isLessThan(1_000);
    }

    @Test
    void aHalfConnectedNetworkKeepsOneLeader() {
        Scene scene = Scene.of(4).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int leader = scene.leader();
        int cutOff = scene.otherThan(leader);
        int friend = scene.otherThan(leader, cutOff);

        scene.split(List.of(cutOff), List.of(leader, scene.otherThan(leader, cutOff, friend)), true);
        scene.pass(60_000);
        scene.agree(SOON);

        assertThat(scene.leader()).isEqualTo(leader);
        assertThat(scene.losses()).isZero();
    }

    @Test
    void twoHalvesMeetAndTheBetterSupportedLeaderGoesOn() {
        Scene scene = Scene.of(5).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        scene.split(List.of(1, 2, 3), List.of(4, 5), true);
        scene.pass(SOON);
        scene.agree(SOON);
        List<Integer> leaders = scene.leaders();
        assertThat(leaders).hasSize(2);
        SimulatedProcess supported = scene.node(leaders.get(0));

        scene.allow(Allowed.MEETING);
        int before = scene.acquisitions();
        scene.split(List.of(1, 2, 3), List.of(4, 5), false);
        scene.pass(1_000);
        scene.agree(SOON);

        assertThat(scene.leader()).isEqualTo(leaders.get(0)).isLessThanOrEqualTo(3);
        assertThat(scene.hasLost(supported)).isFalse();
        assertThat(scene.acquisitions()).isEqualTo(before);
    }

    @Test
    void threeSidesMeetAndEndUnderTheBestSupportedLeader() {
        Scene scene = Scene.of(7).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        List<Integer> large = List.of(4, 5, 6, 7);
        List<Integer> middle = List.of(2, 3);
        List<Integer> small = List.of(1);
        scene.split(large, middle, true);
        scene.split(large, small, true);
        scene.split(middle, small, true);
        scene.pass(SOON);
        scene.agree(SOON);
        assertThat(scene.leaders()).hasSize(3);

        scene.allow(Allowed.MEETING);
        scene.split(large, middle, false);
        scene.split(large, small, false);
        scene.split(middle, small, false);
        scene.pass(1_000);
        scene.agree(SOON);

        assertThat(scene.leader()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aFrozenListedHostDelaysFounding() {
        Scene scene = Scene.of(2);
        scene.start(2);
        scene.cluster().pause(1);
        scene.start(1);

        scene.pass(LEASE);
        assertThat(scene.leader()).isZero();
        scene.pass(3_000);

        assertThat(scene.leader()).isEqualTo(1);
    }

    @Test
    void aWrongSecretForbidsFounding() {
        Scene scene = Scene.of(2).start(2);
        scene.pass(2_000);
        assertThat(scene.leader()).isEqualTo(2);
        scene.cluster().block(0, 1, Blockage.REJECTED);
        scene.cluster().block(1, 0, Blockage.REJECTED);

        scene.start(1).pass(60_000);

        assertThat(scene.leaders()).containsExactly(2);
        assertThat(scene.node(1).cluster().health().isUp()).isFalse();
        assertThat(scene.node(1).cluster().health().reasons()).isNotEmpty();
    }

    @Test
    void aForeignAnswerDelaysFoundingAndIsReported() {
        Scene scene = Scene.of(2);
        scene.cluster().block(0, 1, Blockage.FOREIGN);
        scene.start(1).pass(9_500);
        assertThat(scene.leader()).isZero();
        assertThat(scene.node(1).cluster().health().reasons()).isNotEmpty();

        scene.pass(4_000);

        assertThat(scene.leader()).isEqualTo(1);
    }

    @Test
    void aPlannedHandOverTakesNoTimeOut() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int old = scene.leader();

        scene.cluster().order(old - 1, "hand over", Cluster::handOver);
        scene.pass(200);

        assertThat(scene.leader()).isNotZero().isNotEqualTo(old);
        scene.agree(SOON);
        assertThat(scene.node(old).cluster().view().members()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 700, 1_500, 2_200})
    void twoLeadersThatDieSoonAfterOneAnotherAreReplacedEquallyFast(long apart) {
        Scene scene = afterACrash(apart);

        scene.cluster().crash(scene.leader() - 1);

        assertThat(scene.agree(SOON)).isLessThan(1_400);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 700, 1_500, 2_200})
    void whoTookOverFromADeadLeaderHandsOverAtOnceToo(long later) {
        Scene scene = afterACrash(later);
        int second = scene.leader();

        scene.cluster().order(second - 1, "hand over", Cluster::handOver);
        scene.pass(400);

        assertThat(scene.leader()).isNotZero().isNotEqualTo(second);
    }

    private static Scene afterACrash(long ago) {
        Scene scene = Scene.of(5, 1, JITTER).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        scene.cluster().crash(scene.leader() - 1);
        scene.agree(SOON);
        return scene.pass(ago);
    }

    @Test
    void aLeaderThatLeavesIsReplacedAtOnce() {
        Scene scene = Scene.of(3).startAll();
        scene.agree(SOON);
        scene.pass(5_000);
        int old = scene.leader();

        scene.cluster().order(old - 1, "leave", Cluster::leave);
        scene.pass(200);

        assertThat(scene.leader()).isNotZero().isNotEqualTo(old);
        scene.agree(SOON);
    }

    @Test
    void nobodyLeadsBelowMinMembers() {
        Scene scene = Scene.of(3, 2).start(1).pass(20_000);
        assertThat(scene.leader()).isZero();

        scene.start(2).pass(10_000);

        assertThat(scene.leader()).isNotZero();
    }

    @Test
    void everythingStoppedAndStartedAgainAgrees() {
        Scene scene = Scene.of(5).startAll();
        scene.agree(SOON);
        for (int machine = 0; machine < 5; machine++) {
            scene.cluster().crash(machine);
        }
        scene.pass(1_000);

        scene.startAll();

        assertThat(scene.agree(SOON)).isLessThan(500);
    }
}
