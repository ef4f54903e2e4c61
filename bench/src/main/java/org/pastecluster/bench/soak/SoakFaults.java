package org.pastecluster.bench.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.pastecluster.bench.fleet.Fleet;

/** What befalls the nodes: SIGKILL and another start, or SIGSTOP and SIGCONT. The first node is never killed. */
final class SoakFaults {

    /** A kind of fault. */
    enum Kind {
        KILL("kills"),
        KILL_LEADER("kills of the leader"),
        FREEZE("freezes"),
        FREEZE_LEADER("freezes of the leader");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final int SHORTEST_FREEZE_MILLIS = 1_000;
    private static final int LONGEST_FREEZE_MILLIS = 5_000;
    private static final int LONGEST_DEATH_MILLIS = 1_500;
    private static final int KILLS_OF_TEN = 7;
    private static final int LEADERS_OF_TEN = 4;

    private final Fleet fleet;
    private final IntConsumer restart;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> told = new ArrayList<>();

    /** {@code restart} starts a node again that was killed, and returns when it runs. */
    SoakFaults(Fleet fleet, IntConsumer restart) {
        this.fleet = fleet;
        this.restart = restart;
    }

    /** One fault, to its end. */
    void befall() {
        int leader = fleet.board().leader(0);
        boolean toLeader = leader >= 0 && random.nextInt(10) < LEADERS_OF_TEN;
        int node = toLeader ? leader : random.nextInt(fleet.size());
        if (node != 0 && random.nextInt(10) < KILLS_OF_TEN) {
            kill(node);
        } else {
            freeze(node, random.nextInt(SHORTEST_FREEZE_MILLIS, LONGEST_FREEZE_MILLIS + 1));
        }
    }

    /** SIGKILL, and the next start of the same node soon after. */
    void kill(int node) {
        boolean leads = fleet.board().leader(0) == node;
        note(leads ? Kind.KILL_LEADER : Kind.KILL);
        told.add("killed node " + node + (leads ? ", the leader" : ""));
        fleet.node(node).kill();
        fleet.board().pass(random.nextInt(LONGEST_DEATH_MILLIS));
        restart.accept(node);
    }

    private void freeze(int node, int millis) {
        boolean leads = fleet.board().leader(0) == node;
        note(leads ? Kind.FREEZE_LEADER : Kind.FREEZE);
        told.add("froze node " + node + (leads ? ", the leader," : "") + " for " + millis + " ms");
        fleet.node(node).freeze();
        fleet.board().pass(millis);
        fleet.node(node).thaw();
    }

    private void note(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** What befell whom since this was asked the last time. */
    String news() {
        String news = String.join("; ", told);
        told.clear();
        return news;
    }
}
