package org.pastecluster.simulation;

import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.fault.Cuts;
import org.pastecluster.simulation.fault.Faults;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.testkit.network.Quality;

/** After the faults: the network is stable, convergence is demanded, then quiet, then calm events one at a time. */
final class HealedPhase {

    private static final long SECOND = 1_000_000_000L;
    private static final long QUIET = 12 * SECOND;
    private static final long FOREIGN_DELAY = 10 * SECOND;

    private final Options options;
    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Faults faults;
    private final History history;

    HealedPhase(Options options, SimulatedCluster cluster, SplittableRandom random, Faults faults, History history) {
        this.options = options;
        this.cluster = cluster;
        this.random = random;
        this.faults = faults;
        this.history = history;
    }

    void run() {
        faults.endAll();
        cluster.network().paths().quality(options.quality().withLate(0));
        introduceHalves();
        WaysBlocked blocked = new WaysBlocked(cluster);
        String shape = shape(blocked);
        cluster.happened("HEALED, " + shape);
        history.converge(budget(), "the network became stable");
        quiet();
        if (!shape.equals("all reach all")) {
            cluster.happened("the last cuts heal");
            history.allow(Allowed.MEMBERS);
            blocked.end();
            cluster.pass(QUIET);
            history.converge(SECOND, "the last cuts healed");
            history.allow(Allowed.ANYTHING);
        }
        int events = random.nextInt(3);
        for (int i = 0; i < events; i++) {
            calmEvent();
            quiet();
        }
    }

    /** Halves that list only themselves never meet by themselves: a person tells one node of one of the other half. */
    private void introduceHalves() {
        int first = options.nodes() / 2;
        if (options.lists() == Options.Lists.HALVES && first > 0) {
            String stranger = SimulatedCluster.hostOf(first + random.nextInt(options.nodes() - first));
            cluster.order(random.nextInt(first), "add " + stranger, node -> node.addNode(NodeAddress.of(stranger)));
        }
    }

    /**
     * How long a stable network may take: what was late must have arrived, a founder may be delayed by what it took for a
     * proxy, two leases may run out one after the other, a lost competition is repeated, and news spreads by a search per hop.
     */
    private long budget() {
        ClusterSettings settings = cluster.plan(0).settings();
        boolean young = cluster.now() < 590 * SECOND;
        long search = (young ? settings.searchInterval() : settings.searchIntervalLater()).toNanos();
        long late = options.quality().late() > 0 ? Quality.LATEST : 0;
        return late
                + FOREIGN_DELAY
                + 2 * settings.lease().toNanos()
                + 2 * settings.verdict().toNanos()
                + 4 * settings.callTimeout().toNanos()
                + 3 * (search + settings.callTimeout().toNanos());
    }

    private String shape(WaysBlocked blocked) {
        if (options.lists() != Options.Lists.FULL || cluster.size() < 3) {
            return "all reach all";
        }
        Cuts cuts = new Cuts(cluster, random, blocked);
        return switch (random.nextInt(8)) {
            case 0 -> "a chain " + cuts.chain();
            case 1 -> cuts.halfConnect();
            case 2 -> cuts.oneWay();
            default -> "all reach all";
        };
    }

    private void quiet() {
        cluster.pass(Quality.LATEST * (options.quality().late() > 0 ? 1 : 0));
        history.allow(Allowed.NOTHING);
        cluster.pass(QUIET);
        history.converge(SECOND, "a quiet time");
        history.allow(Allowed.ANYTHING);
    }

    private void calmEvent() {
        switch (random.nextInt(9)) {
            case 0 -> splitAndMeet();
            case 1 -> lateStarter();
            case 2 -> leaderGivesUp(true, false);
            case 3 -> leaderGivesUp(false, false);
            case 4 -> leaderGivesUp(random.nextBoolean(), true);
            case 5 -> followerLeaves();
            case 6 -> followerRemoved();
            case 7 -> hostClaimed();
            default -> leaderCrashes();
        }
    }

    private void splitAndMeet() {
        WaysBlocked blocked = new WaysBlocked(cluster);
        String sides = new Cuts(cluster, random, blocked).split(2 + random.nextInt(2));
        cluster.happened("calm: split into " + sides);
        history.converge(budget(), "a split");
        cluster.pass(random.nextLong(20 * SECOND));
        history.converge(SECOND, "a split that lasts");
        cluster.happened("calm: the sides meet");
        if (options.minMembers() == 1) {
            history.allow(Allowed.MEETING);
        }
        blocked.end();
        history.converge(budget(), "the sides met");
    }

    private void lateStarter() {
        int machine = cluster.size();
        List<NodeAddress> listed = List.of(Options.address(random.nextInt(machine)));
        cluster.add(new ProcessPlan(options.settings(machine, listed), random.nextLong(-300_000, 300_000), 0));
        cluster.happened("calm: n" + (machine + 1) + " starts late");
        if (cluster.size() > options.minMembers()) {
            history.allow(Allowed.MEMBERS);
        }
        cluster.start(machine);
        history.converge(budget(), "a late start");
    }

    private void leaderGivesUp(boolean leaving, boolean freezing) {
        int leader = history.leader();
        int heir = leader < 0 ? -1 : cluster.heirOf(leader);
        boolean others = cluster.size() - (leaving ? 1 : 0) - (freezing ? 1 : 0) >= options.minMembers();
        if (heir < 0 || !others || (freezing && cluster.size() < 3)) {
            return;
        }
        new PlannedMove(history, options.quality().meanDelay(), random).make(leader, leaving, freezing ? heir : -1);
        history.converge(budget(), "a planned move");
        restart(leader, leaving);
    }

    private void restart(int machine, boolean gone) {
        if (gone) {
            cluster.crash(machine);
            cluster.pass(random.nextLong(4 * SECOND));
            history.allow(history.leader() >= 0 && listsOther(machine) ? Allowed.MEMBERS : Allowed.ANYTHING);
            cluster.start(machine);
            history.converge(budget(), "a restart");
        }
    }

    /** Whether a node can find the others by its own list; one that can't may found a cluster before they find it. */
    private boolean listsOther(int machine) {
        for (int other = 0; other < cluster.size(); other++) {
            if (other != machine && cluster.isUp(other) && cluster.lists(machine, other)) {
                return true;
            }
        }
        return false;
    }

    private void followerLeaves() {
        int leader = history.leader();
        int follower = random.nextInt(cluster.size());
        if (leader < 0 || follower == leader || cluster.size() <= options.minMembers()) {
            return;
        }
        cluster.happened("calm: a follower leaves");
        history.allow(Allowed.MEMBERS);
        cluster.order(follower, "leave", Cluster::leave);
        history.converge(budget(), "a follower left");
        restart(follower, true);
    }

    /** A person takes a living follower out; it comes back by itself, and leadership stays where it is. */
    private void followerRemoved() {
        int leader = history.leader();
        int follower = random.nextInt(cluster.size());
        if (leader < 0 || follower == leader || cluster.size() <= options.minMembers()) {
            return;
        }
        history.allow(Allowed.MEMBERS);
        String host = SimulatedCluster.hostOf(follower);
        cluster.order(random.nextInt(cluster.size()), "remove " + host, node -> node.remove(host));
        history.converge(budget(), "a follower was removed by hand");
    }

    /** A second process claims a node's address: it stops, both hear why, and nothing else happens. */
    private void hostClaimed() {
        int machine = random.nextInt(cluster.size());
        if (history.leader() < 0 || !listsOther(machine)) {
            return;
        }
        history.allow(Allowed.NOTHING);
        SimulatedProcess claimant = cluster.startFalse(machine);
        cluster.pass(QUIET);
        history.falseHosts().expectSettled(claimant);
        history.allow(Allowed.ANYTHING);
    }

    private void leaderCrashes() {
        int leader = history.leader();
        if (leader < 0) {
            return;
        }
        cluster.happened("calm: the leader crashes");
        cluster.crash(leader);
        cluster.pass(random.nextLong(15 * SECOND));
        if (cluster.size() - 1 >= options.minMembers()) {
            history.converge(budget(), "the leader crashed");
        }
        cluster.start(leader);
        history.converge(budget(), "the leader was restarted");
    }
}
