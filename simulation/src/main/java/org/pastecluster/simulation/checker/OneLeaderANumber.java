package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.ClusterSettings;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P1: no two incarnations lead with the same number on one side, as {@link Sides#oneSideSince} sees it: through pairs that can dial
 * both ways, as long as no links are kept open. Two may while their sides meet: until those who look for
 * each other have found each other and have had an exchange. A suspended machine is a side of its own: its monotonic clock does
 * not tell it that its lease is over. A process that claims another's host is stopped by name and judged by that.
 */
public final class OneLeaderANumber implements Watcher {

    private static final long YOUNG = 600_000_000_000L;

    private final SimulatedCluster cluster;
    private final Sides sides;
    private final Map<Long, List<Tenure>> tenures = new HashMap<>();

    public OneLeaderANumber(SimulatedCluster cluster, Sides sides) {
        this.cluster = cluster;
        this.sides = sides;
    }

    private record Tenure(SimulatedProcess leader, long claimedSince, long since) {}

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Acquired acquired) {
                lead(process, acquired.number(), process.claimedSince());
            } else if (outputs.get(i) instanceof Output.Outbid outbid) {
                lead(process, outbid.number(), cluster.now());
            }
        }
    }

    /**
     * How long sides take to meet after the network has joined them: each step between the two is a way to be found first. Where no leader
     * reaches the other side itself, it is up to its followers, who look around rarely.
     */
    private long meeting(int steps) {
        ClusterSettings settings = cluster.plan(0).settings();
        boolean often = cluster.now() < YOUNG && steps == 1;
        long search = (often ? settings.searchInterval() : settings.searchIntervalLater()).toNanos();
        return search + 2L * steps * settings.callTimeout().toNanos();
    }

    /** Since when the two would have had to be on one side to have met before they claimed. */
    private long before(SimulatedProcess one, SimulatedProcess other, long claimedSince) {
        int steps = sides.stepsSince(one, other, claimedSince - meeting(1));
        return claimedSince - meeting(Math.max(steps, 1));
    }

    /** A leader that stands still since it took its number has told nobody of it. */
    private boolean couldTell(Tenure tenure) {
        long heartbeat = cluster.plan(0).settings().heartbeat().toNanos();
        return tenure.leader().process().pausedSince() > tenure.since() + heartbeat;
    }

    private void lead(SimulatedProcess process, long number, long claimedSince) {
        List<Tenure> same = tenures.computeIfAbsent(number, unused -> new ArrayList<>(1));
        for (Tenure earlier : same) {
            long since = before(earlier.leader(), process, Math.min(earlier.claimedSince(), claimedSince));
            if (earlier.leader() != process
                    && !earlier.leader().isFalse()
                    && !process.isFalse()
                    && earlier.leader().isUp()
                    && couldTell(earlier)
                    && earlier.leader().wokeTrueTime() < since
                    && process.wokeTrueTime() < since
                    && sides.oneSideSince(earlier.leader(), process, since)) {
                throw new BrokenPromise(
                        "P1",
                        process + " leads with number " + Times.number(number) + ", with which " + earlier.leader()
                                + " began to lead at " + Times.seconds(earlier.since())
                                + "; they have been on one side since before " + Times.seconds(since));
            }
        }
        same.add(new Tenure(process, claimedSince, cluster.now()));
    }
}
