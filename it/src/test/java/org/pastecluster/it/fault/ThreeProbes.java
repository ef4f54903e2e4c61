package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.pastecluster.it.lab.Probe.LONG;
import static org.pastecluster.it.lab.Probe.SHORT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.lab.Probe;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** Three programs in networks of their own, for faults to befall. Node 1 is who leads. */
abstract class ThreeProbes {

    @TempDir
    static Path directory;

    static Lab lab;
    static Fleet fleet;
    private static Journal<BedEntry> journal;
    private static Runner runner;
    static Bed bed;
    static final List<Integer> intruders = new ArrayList<>();

    @BeforeAll
    static void make() {
        String trouble = Lab.trouble();
        assumeTrue(trouble.isEmpty(), () -> "skipped: " + trouble);
        lab = Lab.make(List.of(1, 2, 3), directory);
        journal = new Journal<>(directory.resolve("bed.journal"), Lines.BED);
        World world = new Probes();
        fleet = new Fleet(3, world::start, journal);
        fleet.startAll();
        lab.startHelpers();
        runner = new Runner(lab, fleet, world, journal);
        bed = runner.bed();
    }

    @AfterAll
    static void remove() {
        if (lab != null) {
            lab.close();
            journal.close();
        }
    }

    /** A fault that a test left standing, for it failed, is none of the next one's. */
    @AfterEach
    void heal() {
        runner.heal();
    }

    private static final class Probes implements World {
        @Override
        public NodeProcess start(RunId run) {
            return Probe.start(lab, run.node(), directory.resolve(run + ".log"));
        }

        @Override
        public NodeProcess startStranger(int fault) {
            intruders.add(fault);
            return NodeProcess.start("stranger", List.of("cat"), Map.of(), directory.resolve("cat.log"), line -> {});
        }

        @Override
        public NodeProcess startHostile(int fault, long seed) {
            return startStranger((int) seed);
        }

        @Override
        public int leader() {
            return 1;
        }

        @Override
        public int heir() {
            return 3;
        }
    }

    static Fault fault(FaultKind kind, List<List<Integer>> who, long size) {
        return Faults.of(new Plan(7, kind, Duration.ZERO, Duration.ofSeconds(3), who, size), bed);
    }

    static Fault fault(FaultKind kind, int node) {
        return fault(kind, List.of(List.of(node)), 0);
    }

    static Probe probe(int node) {
        Probe probe = new Probe(fleet.process(node));
        assertThat(probe.isUp()).isTrue();
        return probe;
    }

    static List<Probe> probes() {
        return IntStream.rangeClosed(1, 3).mapToObj(ThreeProbes::probe).toList();
    }

    /** Which connects succeed of all nodes to all others: "12" for node 1 to node 2. */
    static List<String> reachable(String... silent) {
        List<String> reached = new ArrayList<>();
        List<Probe> probes = probes();
        for (int from = 1; from <= 3; from++) {
            for (int to = 1; to <= 3; to++) {
                String way = "" + from + to;
                int limit = List.of(silent).contains(way) ? SHORT : LONG;
                if (from != to
                        && probes.get(from - 1).dial("at" + way, to, limit).equals("ok")) {
                    reached.add(way);
                }
            }
        }
        return reached;
    }

    static final List<String> ALL = List.of("12", "13", "21", "23", "31", "32");
}
