package org.pastecluster.it.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.BeliefFile;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/**
 * A campaign that never took place: what is told to it is written as the bed and the nodes would have written it. Times are milliseconds since its start. What
 * was told can be taken back and told differently, until it is written.
 */
final class WrittenCampaign {

    static final long START = 7_000_000_000_000L;

    /** What wall clocks show at the start of a process: more than any number that is used before everything is restarted. */
    static final long WALL = 1_999;

    private static final long MILLI = 1_000_000;
    private static final long LEASE = 3_000;
    private static final int SAMPLE_MILLIS = 5;

    /** A time of one belief; a token of 0 is none. */
    private record Belief(long from, long to, long token) {}

    private final List<BedEntry> bed = new ArrayList<>();
    private final List<HostileEntry> hostile = new ArrayList<>();
    private final Map<RunId, List<NodeEntry>> journals = new HashMap<>();
    private final Map<RunId, List<Belief>> beliefs = new HashMap<>();
    private final Map<RunId, String> logs = new HashMap<>();
    private long longerFrom;
    private long longerTo;
    private long longerBy;

    static RunId run(String text) {
        return RunId.read(text);
    }

    static long nanos(long millis) {
        return START + millis * MILLI;
    }

    static String host(int node) {
        return "http://10.77.0." + node + ":8080";
    }

    static long incarnation(RunId run) {
        return 0xabc000L + run.node() * 16L + run.run();
    }

    static long token(long number) {
        return number * 65_536 + 7;
    }

    static String member(RunId run) {
        return host(run.node()) + "#" + Long.toHexString(incarnation(run));
    }

    WrittenCampaign bed(BedEntry entry) {
        bed.add(entry);
        return this;
    }

    /** Somebody hostile sends something for half a second. */
    WrittenCampaign volley(long at) {
        hostile.add(new HostileEntry.Volley(nanos(at), nanos(at + 500), "Garbage", host(1), 1, List.of("400:1")));
        return this;
    }

    /** Nobody hostile ever sent anything. */
    WrittenCampaign withoutVolleys() {
        hostile.clear();
        return this;
    }

    WrittenCampaign node(String run, NodeEntry entry) {
        journals.computeIfAbsent(run(run), id -> new ArrayList<>()).add(entry);
        return this;
    }

    /** The bed starts it, its port is open a second later, and it believes nothing until {@code to}. */
    WrittenCampaign lives(String run, long from, long to) {
        RunId id = run(run);
        bed(new BedEntry.Started(nanos(from), id));
        node(run, up(run, from + 1_000, WALL));
        beliefs.put(id, new ArrayList<>(List.of(new Belief(from + 1_000, to, 0))));
        return this;
    }

    /** Its own clock shows {@code wall} at its start. */
    static NodeEntry up(String run, long at, long wall) {
        RunId id = run(run);
        return new NodeEntry.Up(nanos(at), incarnation(id), host(id.node()), id.node() % 2, wall);
    }

    /** Within its life it leads for a time; its listeners are told of the beginning. */
    WrittenCampaign leads(String run, long number, long from, long to) {
        believes(run, from, to, token(number));
        for (String listener : List.of("prompt", "slow")) {
            node(run, new NodeEntry.Acquired(nanos(from + 2), listener, number, token(number)));
        }
        return this;
    }

    /** And of its end. */
    WrittenCampaign leadsNoMore(String run, long number, long at) {
        for (String listener : List.of("prompt", "slow")) {
            node(run, new NodeEntry.Lost(nanos(at + 2), listener, number, token(number)));
        }
        return this;
    }

    /** Replaces what it believed for a time; without one to the other end it was not asked at all, as when it stood still. */
    WrittenCampaign believes(String run, long from, long to, long token) {
        List<Belief> all = beliefs.getOrDefault(run(run), List.of());
        List<Belief> changed = new ArrayList<>();
        for (Belief belief : all) {
            if (belief.from < from) {
                changed.add(new Belief(belief.from, Math.min(belief.to, from), belief.token));
            }
            if (belief.to > to) {
                changed.add(new Belief(Math.max(belief.from, to), belief.to, belief.token));
            }
        }
        changed.add(new Belief(from, to, token));
        changed.removeIf(belief -> belief.from >= belief.to);
        changed.sort(Comparator.comparingLong(Belief::from));
        beliefs.put(run(run), changed);
        return this;
    }

    /** Nobody asked it for a time. */
    WrittenCampaign standsStill(String run, long from, long to) {
        believes(run, from, to, -2);
        return this;
    }

    /** Nothing is left of what it believed, not even a file. */
    WrittenCampaign withoutBeliefs(String run) {
        beliefs.remove(run(run));
        return this;
    }

    /** For a time what samples show of a lease is that much longer. */
    WrittenCampaign withLeasesLongerBy(long millis, long from, long to) {
        longerFrom = from;
        longerTo = to;
        longerBy = millis;
        return this;
    }

    /** All these see one leader and one another. */
    WrittenCampaign see(long at, long number, long version, int leader, String... runs) {
        for (String run : runs) {
            sees(run, at, number, version, leader, runs);
        }
        return this;
    }

    /** One sees a leader, 0 for none, and members. */
    WrittenCampaign sees(String run, long at, long number, long version, int leader, String... members) {
        List<String> named =
                Stream.of(members).map(member -> member(run(member))).toList();
        return node(run, new NodeEntry.View(nanos(at), number, version, leader == 0 ? "-" : host(leader), named));
    }

    /** A message to a .NET node, number 6, of which its sender says that it was gone. */
    WrittenCampaign goneForNeighbour(long at, String from) {
        return bed(new BedEntry.Started(nanos(3_000), run("n6.1")))
                .node(from, new NodeEntry.Accepted(nanos(at), "x", 1, "host:" + host(6)))
                .node(from, new NodeEntry.Told(nanos(at + 10), "x", 1, "GONE", 0))
                .node(from, new NodeEntry.Done(nanos(at + 10), "x", 1));
    }

    /** One sees the same as before, and a .NET node besides. */
    WrittenCampaign seesNeighbour(String run, long at, long number, long version, int leader, String... members) {
        List<String> named = Stream.concat(
                        Stream.of(members).map(member -> member(run(member))), Stream.of(host(6) + "#0"))
                .toList();
        return node(run, new NodeEntry.View(nanos(at), number, version, host(leader), named));
    }

    /** A message for one node that is handled 3 ms after it was accepted, and done 6 ms after. */
    WrittenCampaign message(long at, String from, String lane, long number, String to) {
        accepted(at, from, lane, number, to);
        handled(at + 3, from, lane, number, to);
        return told(at + 6, from, lane, number, "DELIVERED", to);
    }

    WrittenCampaign accepted(long at, String from, String lane, long number, String to) {
        return node(from, new NodeEntry.Accepted(nanos(at), lane, number, "name:n" + run(to).node()));
    }

    /** A message for several that is delivered to some. */
    WrittenCampaign several(long at, String from, String target, String... to) {
        node(from, new NodeEntry.Accepted(nanos(at), "many", 1, target));
        for (String each : to) {
            handled(at + 3, from, "many", 1, each);
            node(from, new NodeEntry.Told(nanos(at + 6), "many", 1, "DELIVERED", incarnation(run(each))));
        }
        return node(from, new NodeEntry.Done(nanos(at + 6), "many", 1));
    }

    WrittenCampaign handled(long at, String from, String lane, long number, String by) {
        return node(by, new NodeEntry.Handled(nanos(at), run(from), lane, number));
    }

    WrittenCampaign told(long at, String from, String lane, long number, String verdict, String by) {
        node(from, new NodeEntry.Told(nanos(at), lane, number, verdict, incarnation(run(by))));
        return node(from, new NodeEntry.Done(nanos(at), lane, number));
    }

    WrittenCampaign says(String run, long at, String line) {
        logs.merge(run(run), nanos(at) + " " + line + "\n", String::concat);
        return this;
    }

    /** Takes back what a process wrote. */
    WrittenCampaign without(String run, Predicate<NodeEntry> what) {
        boolean found = journals.getOrDefault(run(run), new ArrayList<>()).removeIf(what);
        if (!found) {
            throw new AssertionError("There is nothing to take back from " + run + ".");
        }
        return this;
    }

    /** Takes back what the bed wrote. */
    WrittenCampaign withoutBed(Predicate<BedEntry> what) {
        if (!bed.removeIf(what)) {
            throw new AssertionError("There is nothing to take back from the bed.");
        }
        return this;
    }

    /** When an entry was written, in milliseconds. */
    static long at(NodeEntry entry) {
        return (entry.at() - START) / MILLI;
    }

    static long at(BedEntry entry) {
        return (entry.at() - START) / MILLI;
    }

    Judgement judged(Path directory) {
        write(directory);
        return Judge.of(directory);
    }

    void write(Path directory) {
        try (Journal<BedEntry> journal = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.stream().sorted(Comparator.comparingLong(BedEntry::at)).forEach(journal::write);
        }
        try (Journal<HostileEntry> journal = new Journal<>(directory.resolve("hostile.journal"), Lines.HOSTILE)) {
            hostile.forEach(journal::write);
        }
        journals.forEach((run, entries) -> {
            try (Journal<NodeEntry> journal = new Journal<>(directory.resolve(run + ".journal"), Lines.NODE)) {
                entries.stream().sorted(Comparator.comparingLong(NodeEntry::at)).forEach(journal::write);
            }
        });
        beliefs.forEach((run, all) -> {
            BeliefFile file = new BeliefFile(directory.resolve(run + ".belief"));
            all.forEach(belief -> write(file, belief));
        });
        logs.forEach((run, text) -> {
            try {
                Files.writeString(directory.resolve(run + ".log"), text, StandardOpenOption.CREATE);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** Leases are renewed once a second. */
    private void write(BeliefFile file, Belief belief) {
        if (belief.token == -2) {
            return;
        }
        for (long at = belief.from; at < belief.to; at += SAMPLE_MILLIS) {
            long remaining = LEASE - (at - belief.from) % 1_000;
            remaining += at >= longerFrom && at < longerTo ? longerBy : 0;
            long before = nanos(at);
            long after = before + 1_000;
            file.sample(before, belief.token, belief.token == 0 ? 0 : after + remaining * MILLI, after);
        }
    }
}
