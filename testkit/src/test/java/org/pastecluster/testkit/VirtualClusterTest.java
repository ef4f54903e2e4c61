package org.pastecluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;

/** Written as users test their own programs. */
class VirtualClusterTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** A program that does its nightly work on one node only. */
    private static final class NightlyWork {
        private final List<String> log = new ArrayList<>();

        void started(int node, Cluster cluster) {
            cluster.addListener(event -> {
                if (event instanceof ClusterEvent.LeadershipAcquired) {
                    log.add("node " + node + " begins");
                } else if (event instanceof ClusterEvent.LeadershipLost) {
                    log.add("node " + node + " stops");
                }
            });
        }
    }

    @Test
    void nothingHappensBeforeTimePasses() {
        VirtualCluster cluster = VirtualCluster.start(3);

        assertThat(cluster.now()).isZero();
        assertThat(cluster.leader()).isEmpty();
    }

    @Test
    void threeNodesAgreeOnALeader() {
        VirtualCluster cluster = VirtualCluster.start(3);

        int leader = cluster.awaitLeader(SOON);

        assertThat(cluster.cluster(leader).isLeader()).isTrue();
        assertThat(cluster.now()).isLessThan(Duration.ofSeconds(1));
        cluster.advanceUntil(() -> cluster.cluster(leader).view().members().size() == 3, SOON);
    }

    @Test
    void listenersHearWhoDoesTheWork() {
        NightlyWork work = new NightlyWork();
        VirtualCluster cluster =
                VirtualCluster.builder(3).application(work::started).start();
        int first = cluster.awaitLeader(SOON);
        cluster.advance(Duration.ofMillis(1));
        assertThat(work.log).containsExactly("node " + first + " begins");

        cluster.cluster(first).handOver();
        cluster.advanceUntil(() -> work.log.size() == 3, SOON);

        int second = cluster.awaitLeader(SOON);
        assertThat(second).isNotEqualTo(first);
        assertThat(work.log)
                .containsExactlyInAnyOrder(
                        "node " + first + " begins", "node " + first + " stops", "node " + second + " begins");
    }

    @Test
    void aCrashedLeaderIsReplacedAndComesBackAsAMember() {
        VirtualCluster cluster = VirtualCluster.start(3);
        int first = cluster.awaitLeader(SOON);

        cluster.crash(first);
        assertThat(cluster.isUp(first)).isFalse();
        int second = cluster.awaitLeader(SOON);
        assertThat(second).isNotEqualTo(first);

        Cluster restarted = cluster.restart(first);
        assertThat(cluster.awaitLeader(SOON)).isEqualTo(second);
        assertThat(cluster.cluster(first)).isSameAs(restarted);
    }

    @Test
    void aPausedLeaderDoesNotBelieveInItselfWhenItWakes() {
        VirtualCluster cluster = VirtualCluster.start(3);
        int first = cluster.awaitLeader(SOON);
        cluster.advance(Duration.ofSeconds(5));

        cluster.pause(first);
        cluster.advance(Duration.ofSeconds(10));
        assertThat(cluster.leader()).isPresent().isNotEqualTo(first);
        assertThat(cluster.cluster(first).isLeader()).isFalse();

        cluster.resume(first);
        assertThat(cluster.cluster(first).isLeader()).isFalse();
        assertThat(cluster.awaitLeader(SOON)).isNotEqualTo(first);
    }

    @Test
    void bothSidesOfASplitHaveALeaderAndOneYieldsWhenTheyMeet() {
        VirtualCluster cluster = VirtualCluster.start(5);
        cluster.awaitLeader(SOON);
        cluster.advance(Duration.ofSeconds(5));

        cluster.split(3, 4);
        cluster.advance(Duration.ofSeconds(10));
        long leaders = 0;
        for (int node = 0; node < cluster.size(); node++) {
            leaders += cluster.cluster(node).isLeader() ? 1 : 0;
        }
        assertThat(leaders).isEqualTo(2);

        cluster.heal();
        cluster.awaitLeader(SOON);
    }

    @Test
    void aNodeThatLeavesTellsWhenItHasLeft() {
        VirtualCluster cluster = VirtualCluster.start(2);
        int leader = cluster.awaitLeader(SOON);
        CompletionStage<Void> left = cluster.cluster(leader).leave();

        cluster.advanceUntil(() -> left.toCompletableFuture().isDone(), SOON);

        int heir = 1 - leader;
        cluster.advanceUntil(() -> cluster.cluster(heir).isLeader(), SOON);
        assertThat(cluster.cluster(heir).isSingle()).isTrue();
    }

    @Test
    void whoWaitsForALeaderIsServedOnVirtualTimeToo() {
        VirtualCluster cluster = VirtualCluster.start(1);
        CompletionStage<ClusterView> view = cluster.cluster(0).awaitLeader();

        cluster.advanceUntil(() -> view.toCompletableFuture().isDone(), SOON);

        assertThat(view.toCompletableFuture().join().currentLeader())
                .contains(cluster.cluster(0).self());
    }

    @Test
    void oneSeedIsOneHistory() {
        assertThat(history(7)).isEqualTo(history(7));
        assertThat(history(7)).isNotEqualTo(history(8));
    }

    private static List<String> history(long seed) {
        List<String> events = new ArrayList<>();
        VirtualCluster[] cluster = new VirtualCluster[1];
        cluster[0] = VirtualCluster.builder(3)
                .seed(seed)
                .application((node, handle) -> handle.addListener(event -> events.add(
                        cluster[0].now() + " " + node + " " + event.getClass().getSimpleName())))
                .start();
        cluster[0].advance(SOON);
        return events;
    }

    @Test
    void settingsCanBeChanged() {
        VirtualCluster cluster = VirtualCluster.builder(3)
                .settings(settings -> settings.minMembers(2))
                .start();
        cluster.awaitLeader(SOON);
        cluster.split(0);
        cluster.split(1);

        cluster.advance(SOON);

        assertThat(cluster.leader()).isEmpty();
    }

    @Test
    void anUnfulfilledWaitSaysHowThingsStand() {
        VirtualCluster cluster = VirtualCluster.start(2);
        cluster.crash(0);

        assertThatThrownBy(() -> cluster.advanceUntil(() -> false, Duration.ofMillis(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 is down");
        assertThatThrownBy(() -> VirtualCluster.builder(0)).isInstanceOf(ClusterConfigurationException.class);
    }
}
