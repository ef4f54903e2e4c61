package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** Faults that meet at one node, with a program that does nothing in its place. */
class FleetTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Fleet fleet;
    private Journal<BedEntry> journal;

    @BeforeEach
    void start() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv");
        journal = new Journal<>(directory.resolve("bed.journal"), Lines.BED);
        fleet = new Fleet(
                2,
                run -> NodeProcess.start(
                        run.toString(), List.of("cat"), Map.of(), directory.resolve(run + ".log"), line -> {}),
                journal);
        fleet.startAll();
    }

    @AfterEach
    void end() {
        if (fleet != null) {
            fleet.close();
            journal.close();
        }
    }

    /** What the journal says of node 1 but its first start: {@code "killed n1.1"}. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (BedEntry entry : Journal.read(directory.resolve("bed.journal"), Lines.BED)) {
            String[] words = Lines.BED.write(entry).split("\t", -1);
            if (words[2].startsWith("n1")) {
                told.add(words[0] + " " + words[2]);
            }
        }
        return told.subList(1, told.size());
    }

    @Test
    void who_is_killed_twice_starts_when_both_faults_are_over() {
        fleet.kill(1);
        fleet.kill(1);
        fleet.awaitEnd(1);

        fleet.up(1);
        assertThat(fleet.running()).containsExactly(2);
        fleet.up(1);
        assertThat(fleet.running()).containsExactly(1, 2);
        assertThat(told()).containsExactly("killed n1.1", "gone n1.1", "started n1.2");
    }

    @Test
    void who_is_stopped_twice_goes_on_when_both_faults_are_over() {
        RunId first = fleet.stop(1);
        RunId second = fleet.stop(1);

        fleet.resume(first);
        assertThat(fleet.running()).containsExactly(2);
        fleet.resume(second);
        assertThat(fleet.running()).containsExactly(1, 2);
        assertThat(told()).containsExactly("stopped n1.1", "continued n1.1");
    }

    @Test
    void who_is_stopped_and_killed_comes_back_and_is_not_stopped() {
        RunId stopped = fleet.stop(1);
        fleet.kill(1);
        fleet.awaitEnd(1);
        fleet.up(1);
        fleet.resume(stopped);

        assertThat(fleet.running()).containsExactly(1, 2);
        assertThat(told()).containsExactly("stopped n1.1", "killed n1.1", "gone n1.1", "started n1.2");
    }

    @Test
    void who_is_dead_cannot_be_stopped_and_the_next_process_is_none_of_that_faults() {
        fleet.kill(1);
        fleet.awaitEnd(1);
        RunId stopped = fleet.stop(1);
        fleet.up(1);
        RunId again = fleet.stop(1);

        fleet.resume(stopped);

        assertThat(fleet.running()).containsExactly(2);
        fleet.resume(again);
        assertThat(told())
                .containsExactly("killed n1.1", "gone n1.1", "started n1.2", "stopped n1.2", "continued n1.2");
    }

    @Test
    void who_is_stopped_and_told_to_end_does_so_before_he_starts_again() {
        RunId stopped = fleet.stop(1);
        fleet.terminate(1);
        fleet.up(1);
        fleet.awaitEnd(1);
        fleet.tick();
        fleet.resume(stopped);

        assertThat(fleet.running()).containsExactly(1, 2);
        assertThat(told())
                .containsExactly("stopped n1.1", "terminated n1.1", "continued n1.1", "gone n1.1", "started n1.2");
    }

    @Test
    void healing_lets_everybody_go_on_and_starts_the_dead() {
        fleet.kill(1);
        fleet.kill(1);
        var unused = fleet.stop(2);
        fleet.awaitEnd(1);

        fleet.heal();

        assertThat(fleet.isWhole()).isTrue();
        fleet.up(1);
        assertThat(fleet.run(1)).isEqualTo(new RunId(1, 2));
        assertThat(fleet.run(2)).isEqualTo(new RunId(2, 1));
        assertThat(fleet.endedByThemselves()).isEmpty();
    }

    @Test
    void who_ends_by_himself_is_named_and_stays_down_until_all_is_healed() {
        fleet.process(1).terminate();
        assertThat(fleet.process(1).awaitEnd(LONG)).isTrue();

        fleet.tick();
        fleet.tick();
        assertThat(fleet.running()).containsExactly(2);
        fleet.heal();

        assertThat(fleet.running()).containsExactly(1, 2);
        assertThat(fleet.endedByThemselves()).containsExactly(new RunId(1, 1));
        assertThat(told()).containsExactly("gone n1.1", "started n1.2");
    }
}
