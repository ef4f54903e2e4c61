package org.pastecluster.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.Transport;

/** Real nodes on real threads, in one process. What they promise under faults is the simulator's matter. */
@Timeout(120)
class ThreeNodesTest {

    /** Hands frames from one node to another; a node that is closed refuses. */
    private static final class Room {
        private final Map<String, Transport.Receiver> receivers = new ConcurrentHashMap<>();

        private Transport door(String host) {
            return new Transport() {
                @Override
                public void start(Receiver receiver) {
                    receivers.put(host, receiver);
                }

                @Override
                public void call(String target, Frame request, Duration timeout, Outcome outcome) {
                    Receiver receiver = receivers.get(target);
                    if (receiver == null || !receiver.receive(request, outcome::replied)) {
                        outcome.failed(CallFailure.REFUSED, "");
                    }
                }

                @Override
                public void close() {
                    receivers.remove(host);
                }
            };
        }
    }

    /** Waits until all of some nodes see the same leader. */
    private static final class Agreement {
        private final int nodes;
        private final Map<String, ClusterView> views = new ConcurrentHashMap<>();
        private final CountDownLatch agreed = new CountDownLatch(1);

        private Agreement(int nodes) {
            this.nodes = nodes;
        }

        private void hear(ClusterEvent event) {
            if (event instanceof ClusterEvent.ViewChanged changed) {
                views.put(changed.view().self().host(), changed.view());
                Set<String> leaders = new HashSet<>();
                int complete = 0;
                for (ClusterView view : views.values()) {
                    leaders.add(view.currentLeader().map(Member::host).orElse(""));
                    complete += view.members().size() == nodes ? 1 : 0;
                }
                if (complete == nodes && leaders.size() == 1 && !leaders.contains("")) {
                    agreed.countDown();
                }
            }
        }

        private void await() throws InterruptedException {
            assertThat(agreed.await(60, TimeUnit.SECONDS)).as("%s", views).isTrue();
        }
    }

    private final Room room = new Room();
    private final List<Cluster> clusters = new ArrayList<>();

    @AfterEach
    void close() {
        clusters.forEach(Cluster::close);
    }

    private void start(int count, Agreement agreement) {
        StringBuilder nodes = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            nodes.append("http://node").append(i).append(';');
        }
        for (int i = 1; i <= count; i++) {
            String host = "http://node" + i;
            clusters.add(ClusterBuilder.of(host, nodes.toString())
                    .transport(room.door(host))
                    .listener(agreement::hear)
                    .start());
        }
    }

    /** Nodes register here, and whoever is told to be lost is struck off. */
    private static final class Register implements Discovery {
        private final Set<NodeAddress> entries = ConcurrentHashMap.newKeySet();
        private final CountDownLatch struckOff = new CountDownLatch(1);

        @Override
        public List<NodeAddress> find() {
            return List.copyOf(entries);
        }

        @Override
        public void register(Member self) {
            entries.add(self.address());
        }

        @Override
        public void lost(Member member) {
            if (entries.remove(member.address())) {
                struckOff.countDown();
            }
        }
    }

    @Test
    void nodesThatKnowNobodyFindEachOtherByADiscoveryThoughAnotherOneHangs() throws InterruptedException {
        Register register = new Register();
        CountDownLatch never = new CountDownLatch(1);
        Agreement three = new Agreement(3);
        for (String host : List.of("http://node1", "http://node2", "http://node3")) {
            clusters.add(ClusterBuilder.of(host, "")
                    .transport(room.door(host))
                    .listener(three::hear)
                    .discovery("register", register, Duration.ofMillis(200))
                    .discovery(
                            "hanging",
                            () -> {
                                never.await();
                                return List.of();
                            },
                            Duration.ofSeconds(10))
                    .start());
        }
        three.await();

        clusters.get(0).close();

        assertThat(register.struckOff.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(register.entries).doesNotContain(NodeAddress.of("http://node1"));
    }

    @Test
    void aNodeAloneLeads() throws Exception {
        start(1, new Agreement(1));
        Cluster alone = clusters.get(0);

        ClusterView view = alone.awaitLeader().toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertThat(view.leader()).isEqualTo(alone.self());
        assertThat(alone.isSingle()).isTrue();
    }

    @Test
    void threeNodesAgreeAndAgreeAgainWhenTheLeaderLeaves() throws InterruptedException {
        Agreement three = new Agreement(3);
        start(3, three);
        three.await();
        Cluster leader = clusters.stream()
                .filter(each -> each.self().equals(each.view().leader()))
                .findFirst()
                .orElseThrow();
        CountDownLatch acquired = new CountDownLatch(1);
        leader.addListener(event -> {
            if (event instanceof ClusterEvent.LeadershipAcquired) {
                acquired.countDown();
            }
        });
        assertThat(acquired.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(leader.isLeader()).isTrue();

        Agreement two = new Agreement(2);
        List<Cluster> others = clusters.stream().filter(each -> each != leader).toList();
        others.forEach(each -> each.addListener(two::hear));
        leader.close();
        two.await();

        assertThat(leader.isLeader()).isFalse();
        assertThat(others)
                .allSatisfy(each -> assertThat(each.view().leader()).isNotNull().isNotEqualTo(leader.self()));
    }
}
