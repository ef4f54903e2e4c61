package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

class NeighbourJudgeTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String JAVA = "http://10.77.0.1:8080";
    private static final String ONE = "http://10.77.0.6:8080";
    private static final String TWO = "http://10.77.0.7:8080";
    private static final List<String> ALL = List.of(JAVA, ONE, TWO);

    private final NeighbourJudge judge = new NeighbourJudge(ALL, 13);

    @TempDir
    private Path directory;

    /** A calm from second 10 to second 60, in which nodes agree by second 15, and what is said of it besides. */
    private List<String> judged(NeighbourEntry... more) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(0, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Over(9 * SECOND, 1));
            bed.write(new BedEntry.Agreed(10 * SECOND, 1));
            bed.write(new BedEntry.End(60 * SECOND));
        }
        try (var seen = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS)) {
            seen.write(new NeighbourEntry.Standing(8 * SECOND, ONE, ONE, List.of(ONE)));
            seen.write(new NeighbourEntry.Absent(9 * SECOND, TWO));
            seen.write(new NeighbourEntry.Standing(15 * SECOND, ONE, JAVA, ALL));
            seen.write(new NeighbourEntry.Standing(15 * SECOND, TWO, JAVA, ALL));
            for (NeighbourEntry entry : more) {
                seen.write(entry);
            }
        }
        return judge.judge(directory);
    }

    @Test
    void agreement_in_time_is_what_was_promised() {
        assertThat(judged()).isEmpty();
        assertThat(judge.figures()).startsWith("neighbours: 1 calms judged");
    }

    @Test
    void two_masters_are_found() {
        assertThat(judged(new NeighbourEntry.Standing(16 * SECOND, TWO, TWO, ALL)))
                .singleElement()
                .asString()
                .contains("and another one");
    }

    @Test
    void a_list_that_keeps_who_left_is_found() {
        assertThat(judged(new NeighbourEntry.Standing(
                        16 * SECOND, TWO, JAVA, List.of(JAVA, ONE, TWO, "http://10.77.0.9:8080"))))
                .singleElement()
                .asString()
                .contains(TWO + " lists");
    }

    @Test
    void what_moves_in_a_calm_is_found() {
        assertThat(judged(
                        new NeighbourEntry.Standing(40 * SECOND, TWO, TWO, ALL),
                        new NeighbourEntry.Standing(41 * SECOND, TWO, JAVA, ALL)))
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("something moved"));
    }

    @Test
    void a_message_that_a_net_node_got_twice_is_found_but_not_by_its_next_process() {
        assertThat(judged(
                        new NeighbourEntry.Got(2, ONE, 11, "n1.1 name 1"),
                        new NeighbourEntry.Got(2, TWO, 11, "n1.1 name 1"),
                        new NeighbourEntry.Absent(3, TWO),
                        new NeighbourEntry.Got(4, TWO, 11, "n1.1 name 1"),
                        new NeighbourEntry.Standing(4, TWO, JAVA, ALL),
                        new NeighbourEntry.Got(4, ONE, 11, "n1.1 name 1")))
                .containsExactly("P12: the .NET node " + ONE + " got 'n1.1 name 1' twice");
    }

    @Test
    void a_message_of_a_net_node_that_was_handled_twice_is_found_unless_it_was_for_the_master() {
        for (int node = 1; node <= 2; node++) {
            try (var journal = new Journal<>(directory.resolve("n" + node + ".1.journal"), Lines.NODE)) {
                journal.write(new NodeEntry.Handled(20, new RunId(6, 1), "dotnet", 1));
                journal.write(new NodeEntry.Handled(20, new RunId(6, 1), "dotnet", 2));
            }
        }

        assertThat(judged(
                        new NeighbourEntry.Said(1, ONE, "n6.1 dotnet 1", "id:1", true),
                        new NeighbourEntry.Said(1, ONE, "n6.1 dotnet 2", "master", true)))
                .containsExactly("P12: 'n6.1 dotnet 1' of the .NET node " + ONE + " was sent once and handled 2 times");
    }
}
