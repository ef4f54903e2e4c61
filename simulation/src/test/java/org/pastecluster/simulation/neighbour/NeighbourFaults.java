package org.pastecluster.simulation.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.testkit.network.Blockage;

/** What befalls .NET nodes, and how it ends: each after its time, or all at once. */
final class NeighbourFaults {

    private static final long MILLI = 1_000_000;

    private final MixedCluster mixed;
    private final SplittableRandom random;
    private final List<Ongoing> ongoing = new ArrayList<>();
    private int caused;

    NeighbourFaults(MixedCluster mixed, SplittableRandom random) {
        this.mixed = mixed;
        this.random = random;
    }

    private record Ongoing(DotNetPeer peer, Runnable end) {}

    int caused() {
        return caused;
    }

    /** Each takes the next one for its master, and nobody is: requests that name another master than one's own go round, thousands a second. */
    void ring() {
        List<DotNetPeer> up = mixed.up();
        if (up.size() < 2) {
            return;
        }
        caused++;
        mixed.cluster().happened("a ring of .NET nodes");
        for (int i = 0; i < up.size(); i++) {
            up.get(i).name(up.get((i + 1) % up.size()));
        }
    }

    void cause() {
        if (random.nextInt(6) == 0) {
            ring();
            return;
        }
        DotNetPeer peer = drawn();
        if (!peer.isUp() || ongoing.stream().anyMatch(fault -> fault.peer() == peer)) {
            return;
        }
        caused++;
        switch (random.nextInt(5)) {
            case 0 -> {
                lasting("crash of", peer, peer::start);
                peer.kill();
            }
            case 1 -> {
                lasting("leave of", peer, () -> {
                    peer.kill();
                    peer.start();
                });
                peer.leave();
            }
            case 2, 3 -> {
                lasting("pause of", peer, peer::resume);
                peer.pause();
            }
            default -> cut(peer);
        }
    }

    /** The master of .NET nodes more often than its share. */
    private DotNetPeer drawn() {
        List<DotNetPeer> masters =
                mixed.up().stream().filter(peer -> peer.state().isMaster()).toList();
        List<DotNetPeer> from = masters.isEmpty() || random.nextBoolean() ? mixed.peers() : masters;
        return from.get(random.nextInt(from.size()));
    }

    private void cut(DotNetPeer peer) {
        int other = random.nextInt(mixed.cluster().network().size());
        if (other == peer.machine()) {
            return;
        }
        boolean bothWays = random.nextBoolean();
        block(peer.machine(), other, true);
        if (bothWays) {
            block(other, peer.machine(), true);
        }
        lasting("cut, machine " + other + ", of", peer, () -> {
            block(peer.machine(), other, false);
            if (bothWays) {
                block(other, peer.machine(), false);
            }
        });
    }

    private void block(int from, int to, boolean begins) {
        if (begins) {
            mixed.cluster().block(from, to, Blockage.SILENT);
        } else {
            mixed.cluster().unblock(from, to, Blockage.SILENT);
        }
    }

    private void lasting(String what, DotNetPeer peer, Runnable end) {
        long length = (random.nextBoolean() ? random.nextLong(100, 3000) : random.nextLong(3000, 25_000)) * MILLI;
        mixed.cluster().happened(what + " the .NET node " + peer.self().host() + " for " + length / MILLI + " ms");
        Ongoing fault = new Ongoing(peer, () -> {
            mixed.cluster()
                    .happened("end of " + what + " the .NET node " + peer.self().host());
            end.run();
        });
        ongoing.add(fault);
        mixed.cluster().time().at(mixed.cluster().now() + length, () -> {
            if (ongoing.remove(fault)) {
                fault.end().run();
            }
        });
    }

    void endAll() {
        while (!ongoing.isEmpty()) {
            ongoing.remove(ongoing.size() - 1).end().run();
        }
    }
}
