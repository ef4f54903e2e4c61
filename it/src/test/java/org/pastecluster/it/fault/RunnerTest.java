package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** Faults that overlap, as the journal tells them. */
class RunnerTest {

    @TempDir
    private Path directory;

    private NodeProcess start(String name) {
        return NodeProcess.start(name, List.of("cat"), Map.of(), directory.resolve(name + ".log"), line -> {});
    }

    private final World world = new World() {
        @Override
        public NodeProcess start(RunId run) {
            return RunnerTest.this.start(run.toString());
        }

        @Override
        public NodeProcess startStranger(int fault) {
            return RunnerTest.this.start("stranger");
        }

        @Override
        public NodeProcess startHostile(int fault, long seed) {
            return RunnerTest.this.start("hostile");
        }

        @Override
        public int leader() {
            return 2;
        }

        @Override
        public int heir() {
            return 3;
        }
    };

    private static Plan plan(int fault, FaultKind kind, int start, int length, Integer... who) {
        List<List<Integer>> groups = List.of(who).stream().map(List::of).toList();
        return new Plan(fault, kind, Duration.ofMillis(start), Duration.ofMillis(length), groups, 0);
    }

    @Test
    void faults_begin_and_end_at_their_times_and_what_two_have_cut_is_mended_once() {
        String trouble = Lab.trouble();
        assumeTrue(trouble.isEmpty(), () -> "skipped: " + trouble);
        Path file = directory.resolve("bed.journal");
        Plan cut = plan(1, FaultKind.PAIR_CUT, 0, 1_200, 1, 2);
        Plan link = plan(2, FaultKind.LINK_DOWN, 100, 100, 2);
        Plan kill = plan(3, FaultKind.KILL_LEADER, 150, 1_300, 1);
        try (Lab lab = Lab.make(List.of(1, 2, 3), directory);
                Journal<BedEntry> journal = new Journal<>(file, Lines.BED);
                Fleet fleet = new Fleet(3, world::start, journal)) {
            fleet.startAll();
            long begin = System.nanoTime();
            new Runner(lab, fleet, world, journal).play(new Round(1, List.of(link, kill, cut), Optional.empty()));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(1_450));
        }
        List<BedEntry> entries = Journal.read(file, Lines.BED);

        assertThat(entries).isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()));
        assertThat(entries.stream().map(RunnerTest::said).toList())
                .containsSubsequence("began 1 PAIR_CUT", "began 2 LINK_DOWN", "over 2", "over 1", "over 3")
                .containsSubsequence("began 3 KILL_LEADER", "killed n2.1", "gone n2.1", "started n2.2", "over 3");
        assertThat(count(entries, BedEntry.Cut.class)).isEqualTo(4);
        assertThat(count(entries, BedEntry.Mended.class)).isEqualTo(4);
        assertThat(between(entries, "over 2", "over 1")).contains("mended 1 2", "mended 2 1");
        assertThat(between(entries, "began 2 LINK_DOWN", "over 2")).contains("mended 2 3", "mended 3 2");
    }

    private static String said(BedEntry entry) {
        List<String> words = List.of(Lines.BED.write(entry).split("\t", -1));
        boolean pair =
                entry instanceof BedEntry.Began || entry instanceof BedEntry.Cut || entry instanceof BedEntry.Mended;
        return words.get(0) + " " + words.get(2) + (pair ? " " + words.get(3) : "");
    }

    private static long count(List<BedEntry> entries, Class<?> kind) {
        return entries.stream().filter(kind::isInstance).count();
    }

    private static List<String> between(List<BedEntry> entries, String from, String to) {
        List<String> said = entries.stream().map(RunnerTest::said).toList();
        return said.subList(said.indexOf(from), said.indexOf(to));
    }
}
