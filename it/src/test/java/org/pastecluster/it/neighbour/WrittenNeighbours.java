package org.pastecluster.it.neighbour;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** A short campaign with .NET nodes, as its journals have it, to be spoiled. */
abstract class WrittenNeighbours {

    static final long SECOND = 1_000_000_000L;
    static final String JAVA = "http://10.77.0.1:8080";
    static final String ONE = "http://10.77.0.6:8080";
    static final String TWO = "http://10.77.0.7:8080";
    static final List<String> ALL = List.of(JAVA, ONE, TWO);

    final NeighbourJudge judge = new NeighbourJudge(List.of(JAVA), List.of(ONE, TWO), Duration.ofSeconds(20), 13);

    @TempDir
    Path directory;

    /** A calm from second 10 to second 60, in which nodes agree by second 15, and what is said of it besides. */
    List<String> judged(NeighbourEntry... more) {
        follows(JAVA, ALL);
        return judgedAlone(more);
    }

    /** Node 1 names that leader and has these members from second 9 on. */
    void follows(String leader, List<String> members) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            journal.write(new NodeEntry.View(
                    9 * SECOND,
                    1,
                    1,
                    leader,
                    members.stream().map(host -> host + "#0").toList()));
        }
    }

    /** Without a node of this project that says anything. */
    List<String> judgedAlone(NeighbourEntry... more) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(0, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Started(0, new RunId(6, 1)));
            bed.write(new BedEntry.Started(0, new RunId(7, 1)));
            bed.write(new BedEntry.Killed(3, new RunId(7, 1)));
            bed.write(new BedEntry.Gone(4, new RunId(7, 1)));
            bed.write(new BedEntry.Started(5, new RunId(7, 2)));
            bed.write(new BedEntry.Over(9 * SECOND, 1));
            bed.write(new BedEntry.Calm(9 * SECOND, 1));
            bed.write(new BedEntry.Agreed(10 * SECOND, 1));
            bed.write(new BedEntry.End(60 * SECOND));
        }
        watched(
                new NeighbourEntry.Standing(8 * SECOND, ONE, ONE, List.of(ONE)),
                new NeighbourEntry.Absent(9 * SECOND, TWO),
                new NeighbourEntry.Standing(15 * SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(15 * SECOND, TWO, JAVA, ALL),
                looked(45 * SECOND, ONE, 0));
        watched(more);
        return judge.judge(directory);
    }

    void watched(NeighbourEntry... entries) {
        try (var seen = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS)) {
            for (NeighbourEntry entry : entries) {
                seen.write(entry);
            }
        }
    }

    /** A campaign with a calm from so many seconds on, for so many. */
    void bed(long calm, long length) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(0, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Started(0, new RunId(6, 1)));
            bed.write(new BedEntry.Over((calm - 1) * SECOND, 1));
            bed.write(new BedEntry.Calm(calm * SECOND, 1));
            bed.write(new BedEntry.Agreed(calm * SECOND, 1));
            bed.write(new BedEntry.End((calm + length) * SECOND));
        }
        follows(JAVA, ALL);
    }

    /** A calm of so many seconds in which nobody ever agreed, and the first .NET node is as it should be. */
    List<String> judgedWithoutAgreement(long length) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Calm(0, 1));
            bed.write(new BedEntry.Stall(SECOND, SECOND));
            bed.write(new BedEntry.End(length * SECOND));
        }
        follows(JAVA, ALL);
        watched(
                new NeighbourEntry.Standing(SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(SECOND, TWO, "-", List.of(TWO)));
        return judge.judge(directory);
    }

    /** Node 1 sends a message, and that becomes of it. */
    void sent(long message, String verdict, String host) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            journal.write(new NodeEntry.Accepted(1, "name", message, "host:" + host));
            journal.write(new NodeEntry.ToldOf(2, "name", message, verdict, host));
            journal.write(new NodeEntry.Done(2, "name", message));
        }
    }

    static NeighbourEntry looked(long at, String host, int size) {
        return new NeighbourEntry.Inbox(at, at + 1, host, host.equals(ONE) ? 6 : 7, size);
    }

    static NeighbourEntry got(long at, String host, int place, long message) {
        return new NeighbourEntry.Got(at, host, place, 11, "n1.1 name " + message);
    }

    static NeighbourEntry asked(long second, int requests) {
        return new NeighbourEntry.Asked(second * SECOND, ONE, requests);
    }

    /** Node 1 uses so much of a core in 20 s, after a start in which it uses all of it. */
    void used(double share) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            for (int second = 1; second <= 30; second++) {
                double used = second <= 10 ? second : 10 + (second - 10) * share;
                journal.write(new NodeEntry.Cpu(second * SECOND, (long) (used * SECOND)));
            }
        }
    }

    static NeighbourEntry said(long second, long message, String target, boolean taken) {
        return new NeighbourEntry.Said(second * SECOND, ONE, "n6.1 dotnet " + message, target, taken);
    }
}
