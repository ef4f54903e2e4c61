package org.pastecluster.it.judge;

import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;

/** How long things may take, in nanoseconds, computed from the settings that the nodes of a campaign have. */
public final class Timing {

    private static final long SECOND = 1_000_000_000L;

    /** For so long a founder waits for what it takes for a proxy or for another program. */
    private static final long FOREIGN_DELAY = 10 * SECOND;

    private final long heartbeat;
    private final long verdict;
    private final long lease;
    private final long call;
    private final long search;

    private Timing(ClusterSettings settings) {
        heartbeat = settings.heartbeat().toNanos();
        verdict = settings.verdict().toNanos();
        lease = settings.lease().toNanos();
        call = settings.callTimeout().toNanos();
        search = settings.searchInterval().toNanos();
    }

    /** Those of nodes with the usual settings. */
    public static Timing usual() {
        return new Timing(
                ClusterSettings.builder(NodeAddress.of("http://192.0.2.1:8080")).build());
    }

    /**
     * T of P5: a founder may be delayed by what it took for a proxy, two leases may run out one after the other, a lost competition is repeated, and
     * news spreads by a search per hop. As the simulator has it, for nodes that are missing for less than ten minutes.
     */
    public long agreement() {
        return FOREIGN_DELAY + 2 * lease + 2 * verdict + 4 * call + 3 * (search + call);
    }

    /** For so long nodes have to have agreed before nothing may move any more: longer than a lease. */
    public long hold() {
        return lease + heartbeat;
    }

    /** What is still to come of a fault, once nodes have agreed and hold it, has come within this. */
    long aftermath() {
        return verdict + lease + 2 * call;
    }

    /** Before this a claimant has not begun to gather what makes it lead now. */
    long claiming() {
        return 2 * lease + verdict + 2 * call;
    }

    /** Nodes of a network that has just been joined have met after this. */
    long meeting() {
        return search + 2 * call;
    }

    /** A planned move that waited for any time-out takes longer than this. */
    long plannedMove() {
        return heartbeat * 8 / 10;
    }

    /** By so much longer a planned move may take where the node that is to lead next stands still. */
    long frozenHeir() {
        return heartbeat;
    }

    /**
     * Who stands still at a stretch for longer than this may rightly be taken for dead; who does for a shorter time, or for several, may not. The verdict comes so long after
     * the last news, which may be a heartbeat old when somebody stops, and when he goes on the next has to get through, for which a fifth of a heartbeat is left. That is
     * 1.5 s with the usual settings, of which promises.md says that a pause of that length accuses nobody.
     */
    long starvation() {
        return verdict - heartbeat - heartbeat / 5;
    }

    long heartbeat() {
        return heartbeat;
    }

    long lease() {
        return lease;
    }
}
