package org.pastecluster.simulation;

import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.checker.BrokenPromise;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.fault.Cuts;
import org.pastecluster.simulation.fault.Faults;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.testkit.network.Quality;

/** After the faults: the network is stable, convergence is demanded, then quiet, then calm events one at a time. */
final class HealedPhase {

    private static final long SECOND = 1_000_000_000L;
    private static final long QUIET = 12 * SECOND;
    private static final long FOREIGN_DELAY = 10 * SECOND;
    private static final int ROUND_TRIPS = 8;
    private static final long MARGIN = 100_000_000L;

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
        switch (random.nextInt(6)) {
            case 0 -> splitAndMeet();
            case 1 -> lateStarter();
            case 2 -> leaderGivesUp(true);
            case 3 -> leaderGivesUp(false);
            case 4 -> followerLeaves();
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

    private void leaderGivesUp(boolean leaving) {
        int leader = history.leader();
        if (leader < 0 || cluster.size() < 2) {
            return;
        }
        cluster.happened("calm: the leader " + (leaving ? "leaves" : "hands over"));
        if (leaving) {
            cluster.order(leader, "leave", Cluster::leave);
        } else {
            cluster.order(leader, "hand over", Cluster::handOver);
        }
        long bound = ROUND_TRIPS * 2 * 6 * options.quality().meanDelay() + MARGIN;
        long start = cluster.now();
        while (history.leader() < 0 || history.leader() == leader) {
            cluster.pass(1_000_000);
            if (cluster.now() - start > bound && cluster.size() - (leaving ? 1 : 0) >= options.minMembers()) {
                throw new BrokenPromise("P9", "nobody replaced the leader within " + bound / 1_000_000 + " ms");
            }
            if (cluster.now() - start > 20 * SECOND) {
                break;
            }
        }
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
