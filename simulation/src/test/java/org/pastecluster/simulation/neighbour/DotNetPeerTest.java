package org.pastecluster.simulation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.testkit.network.Quality;

/** The simulated .NET nodes by themselves: what was measured of real ones, good and bad. */
class DotNetPeerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = 10 * SECOND;

    private SimulatedCluster cluster;
    private final List<DotNetPeer> peers = new ArrayList<>();

    /** Started within 200 ms, and left alone for 30 s. */
    private void start(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        cluster = new SimulatedCluster(random.split(), Quality.LOCAL, Spoiler.NOTHING);
        peers.clear();
        List<Member> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Member(NodeAddress.of(SimulatedCluster.hostOf(i)), 0));
        }
        for (int i = 0; i < count; i++) {
            int machine = cluster.network().addMachine(SimulatedCluster.hostOf(i));
            peers.add(new DotNetPeer(cluster, machine, all.get(i), all, TICK, random.split()));
        }
        for (DotNetPeer peer : peers) {
            peer.start();
            cluster.pass(random.nextLong(SECOND / 5));
        }
        cluster.pass(30 * SECOND);
    }

    /** The one that all follow and that takes itself for it; null if there is none. */
    private @Nullable DotNetPeer master() {
        Set<String> named = new TreeSet<>();
        DotNetPeer master = null;
        for (DotNetPeer peer : peers) {
            if (peer.isUp()) {
                Member its = peer.state().master;
                named.add(its == null ? "-" : its.host());
                master = peer.state().isMaster() ? peer : master;
            }
        }
        return named.size() == 1 ? master : null;
    }

    private long saidInASecond() {
        long before = peers.stream().mapToLong(DotNetPeer::said).sum();
        cluster.pass(SECOND);
        return peers.stream().mapToLong(DotNetPeer::said).sum() - before;
    }

    @Test
    void most_starts_find_a_master_and_some_end_in_a_ring_that_storms() {
        int agreed = 0;
        int storming = 0;
        for (long seed = 1; seed <= 40; seed++) {
            start(seed, 5);
            agreed += master() == null ? 0 : 1;
            storming += saidInASecond() > 500 ? 1 : 0;
        }

        assertThat(agreed).isBetween(25, 39);
        assertThat(storming).isEqualTo(40 - agreed);
    }

    @Test
    void a_killed_master_is_named_until_the_second_tick() {
        start(1, 3);
        DotNetPeer master = master();
        cluster.pass(3 * SECOND);
        master.kill();
        long killed = cluster.now();

        cluster.pass(5 * SECOND);
        assertThat(peers.stream().filter(DotNetPeer::isUp))
                .allMatch(peer -> peer.state().isMaster(master.self()));
        while (master() == null && cluster.now() - killed < 60 * SECOND) {
            cluster.pass(SECOND / 10);
        }

        assertThat(master()).isNotNull();
        assertThat(cluster.now() - killed).isBetween(10 * SECOND, 30 * SECOND);
        assertThat(peers.stream().filter(DotNetPeer::isUp))
                .as("who is gone stays in lists until three exchanges with it have failed")
                .allMatch(peer -> peer.state().others.containsKey(master.self().host()));
    }
}
