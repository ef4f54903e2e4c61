package org.pastecluster.bench.work;

import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.ClassPaths;
import org.pastecluster.bench.fleet.Fleet;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.system.SystemKind;

/** What a cluster that does nothing costs. */
final class CostWorks {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** What the JVM of one node has. */
    private record Cost(double threads, double residentMib) {}

    private final Fleets fleets;
    private final Pace pace;
    private final Figures figures;
    private final Cost bare;

    CostWorks(Fleets fleets, Pace pace, Figures figures) {
        this.fleets = fleets;
        this.pace = pace;
        this.figures = figures;
        try (Fleet fleet = fleets.start(SystemKind.BARE, 1)) {
            fleet.awaitFormed(20);
            fleet.quiet();
            fleet.board().pass(pace.settleMillis());
            this.bare = mean(fleet);
        }
    }

    /** Of a cluster whose nodes no longer sample. */
    private static Cost mean(Fleet fleet) {
        double threads = 0;
        double resident = 0;
        for (int node : fleet.all()) {
            resident += fleet.residentMib(node);
            threads += Integer.parseInt(fleet.ask(node, "threads")[1]);
        }
        return new Cost(threads / fleet.size(), resident / fleet.size());
    }

    /** Of a cluster that has formed and has carried no messages; above a bare JVM. */
    void footprint(Fleet fleet) {
        fleet.board().pass(pace.settleMillis());
        SystemKind kind = fleet.kind();
        addAboveBare(fleet, Measure.FOOTPRINT_THREADS, Measure.FOOTPRINT_RSS);
        ClassPaths classPaths = fleets.classPaths();
        figures.add(kind, Measure.FOOTPRINT_JARS, classPaths.jars(kind).size());
        figures.add(kind, Measure.FOOTPRINT_SIZE, classPaths.mib(kind));
    }

    private void addAboveBare(Fleet fleet, Measure threads, Measure resident) {
        Cost cost = mean(fleet);
        figures.add(fleet.kind(), threads, cost.threads() - bare.threads());
        figures.add(fleet.kind(), resident, cost.residentMib() - bare.residentMib());
    }

    /** Of a cluster with a network of its own whose nodes no longer sample. */
    void idle(Fleet fleet) {
        if (!fleet.sharesNetworkBecause().isEmpty()) {
            throw new BenchFailure("A network of its own could not be made: " + fleet.sharesNetworkBecause());
        }
        fleet.board().pass(pace.quietMillis());
        long bytes = fleet.ipBytes();
        long nanos = System.nanoTime();
        fleet.board().pass(pace.idleMillis());
        double seconds = (System.nanoTime() - nanos) / 1e6 / MILLIS_PER_SECOND;
        figures.add(fleet.kind(), Measure.IDLE_5, (fleet.ipBytes() - bytes) / seconds);
        addAboveBare(fleet, Measure.IDLE_5_THREADS, Measure.IDLE_5_RSS);
    }
}
