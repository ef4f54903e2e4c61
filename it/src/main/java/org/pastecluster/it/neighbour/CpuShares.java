package org.pastecluster.it.neighbour;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** How much of a core each node of this project used over any ten seconds, its first ones left out: whatever .NET nodes do, that is bounded. */
final class CpuShares {

    /** Of a core. */
    static final double BOUND = 0.25;

    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 10 * SECOND;

    /** A process that starts loads classes and compiles them. */
    private static final long START = 10 * SECOND;

    private final Storms storms;
    private final long start;
    private final List<String> violations = new ArrayList<>();
    private double highest;
    private double highestInStorm;

    /** @param start when the campaign began */
    CpuShares(Storms storms, long start) {
        this.storms = storms;
        this.start = start;
    }

    /** Takes what one process wrote, in its order. */
    Consumer<NodeEntry> reader(RunId run) {
        return new Meter(run);
    }

    private final class Meter implements Consumer<NodeEntry> {

        private final RunId run;
        private final Deque<NodeEntry.Cpu> window = new ArrayDeque<>();
        private long first;
        private boolean broken;

        Meter(RunId run) {
            this.run = run;
        }

        @Override
        public void accept(NodeEntry entry) {
            if (entry instanceof NodeEntry.Cpu now) {
                first = first == 0 ? now.at() : first;
                if (now.at() - first >= START) {
                    window.add(now);
                    look(now);
                }
            }
        }

        private void look(NodeEntry.Cpu now) {
            NodeEntry.Cpu from = null;
            while (now.at() - window.element().at() >= WINDOW) {
                from = window.remove();
            }
            if (from == null) {
                return;
            }
            window.addFirst(from);
            double share = (double) (now.nanos() - from.nanos()) / (now.at() - from.at());
            boolean inStorm = storms.overlap(from.at(), now.at());
            highest = inStorm ? highest : Math.max(highest, share);
            highestInStorm = inStorm ? Math.max(highestInStorm, share) : highestInStorm;
            if (share > BOUND && !broken) {
                broken = true;
                violations.add(String.format(
                        Locale.ROOT,
                        "P12: %.2f s, %s has used %.0f %% of a core over ten seconds%s; %.0f %% are the bound",
                        (now.at() - start) / 1e9,
                        run,
                        share * 100,
                        inStorm ? ", in which .NET nodes stormed" : "",
                        BOUND * 100));
            }
        }
    }

    List<String> violations() {
        return violations;
    }

    /** Of a core, over ten seconds in which .NET nodes stormed for a while; 0 if they never did. */
    double highestInStorm() {
        return highestInStorm;
    }

    double highest() {
        return highest;
    }
}
