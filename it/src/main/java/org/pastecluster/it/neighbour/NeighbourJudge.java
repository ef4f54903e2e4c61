package org.pastecluster.it.neighbour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pastecluster.it.neighbour.Calms.Calm;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/**
 * P12, as far as .NET nodes tell: where the network is quiet they all follow the leader of the nodes of this project, and all lists are those that they should be;
 * messages flow both ways, and none comes twice. Reads a campaign's directory.
 */
public final class NeighbourJudge {

    /** How much a look may come late. */
    private static final long SLACK_NANOS = 500_000_000;

    private static final long SECOND = 1_000_000_000L;

    /** Of so many one must have become a storm. */
    private static final int ENOUGH_RINGS = 50;

    private final List<String> hosts;
    private final List<String> javas;
    private final List<String> neighbours;
    private final long agreementNanos;
    private final long dueNanos;
    private final List<String> violations = new ArrayList<>();
    private int calms;
    private long got;
    private String followed = "";
    private String said = "";
    private String told = "";
    private String cost = "";

    /**
     * @param javas the hosts of the nodes of this project
     * @param neighbours those of the .NET nodes
     * @param agreement in how much time of a calm the nodes of this project have to agree
     * @param ticks how many of .NET's ticks later .NET nodes have to follow
     */
    public NeighbourJudge(Collection<String> javas, Collection<String> neighbours, Duration agreement, int ticks) {
        this.hosts = Stream.concat(javas.stream(), neighbours.stream()).sorted().toList();
        this.javas = List.copyOf(javas);
        this.neighbours = List.copyOf(neighbours);
        this.agreementNanos = agreement.toNanos();
        this.dueNanos = DotNetProgram.TICK.multipliedBy(ticks).toNanos() + SLACK_NANOS;
    }

    /** What must not be, a sentence each; times are seconds since the campaign's first line. */
    public List<String> judge(Path directory) {
        List<BedEntry> bed = Journal.read(directory.resolve("bed.journal"), Lines.BED);
        // Two processes write it.
        List<NeighbourEntry> seen = Journal.read(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS).stream()
                .sorted(Comparator.comparingLong(NeighbourEntry::at))
                .toList();
        long start = bed.get(0).at();
        Storms storms = new Storms(seen);
        judgeRings(seen, storms);
        CpuShares shares = new CpuShares(storms, start);
        Inboxes inboxes = new Inboxes(seen, new Lives(bed));
        ToldVerdicts verdicts = new ToldVerdicts(inboxes, start);
        JavaViews views = new JavaViews();
        Sayings sayings = new Sayings(seen, start);
        readJournals(
                directory,
                run -> verdicts.reader(run)
                        .andThen(shares.reader(run))
                        .andThen(views.reader(run))
                        .andThen(sayings.reader()));
        Followers followers = new Followers(seen, views, hosts, start);
        Watch watch = new Watch(bed, seen, neighbours);
        for (Calm calm : new Calms(bed, seen, agreementNanos, dueNanos).all()) {
            if (calm.isJudged()) {
                calms++;
                boolean isLed = views.leader(calm.to()).filter(javas::contains).isPresent();
                followers.judge(calm).ifPresent(since -> sayings.judge(calm, since, isLed));
                watch.judge(calm);
                judgeStorms(calm, storms, start);
            }
        }
        violations.addAll(followers.violations());
        followed = followers.figures();
        violations.addAll(sayings.violations());
        violations.addAll(verdicts.violations());
        said = sayings.sent() + " messages of .NET nodes sent, " + sayings.handled() + " handled (" + sayings.inCalms()
                + " sent in calms had to be)";
        got = inboxes.size();
        watch.judgeAll(
                sayings.sent(), sayings.handled(), inboxes.size(), storms.all().size());
        violations.addAll(watch.violations());
        told = verdicts.figures();
        violations.addAll(shares.violations());
        cost = figures(storms, shares);
        return List.copyOf(violations);
    }

    /** One line of figures. */
    public String figures() {
        return "neighbours: " + calms + " calms judged, " + followed + ", " + said + ", " + told + ", " + got
                + " got by .NET nodes; " + cost;
    }

    private static String figures(Storms storms, CpuShares shares) {
        return String.format(
                Locale.ROOT,
                "%d storms among .NET nodes, the longest of %d s, up to %,d requests a second; of a core one node took"
                        + " up to %.0f %% over ten seconds with a storm and %.0f %% without",
                storms.all().size(),
                storms.longest() / 1_000_000_000L,
                storms.most(),
                shares.highestInStorm() * 100,
                shares.highest() * 100);
    }

    private void judgeStorms(Calm calm, Storms storms, long start) {
        for (Storms.Storm storm : storms.all()) {
            // Counted by seconds of the clock, of which only whole ones were in the calm.
            long from = Math.max(storm.from(), (calm.due() + SECOND - 1) / SECOND * SECOND);
            if (Math.min(storm.to(), calm.to()) - from >= SECOND) {
                violations.add("P12: in the calm since " + seconds(calm.from() - start)
                        + " s .NET nodes still stormed at " + seconds(from - start) + " s");
            }
        }
    }

    /** Who sets them against each other for nothing measures nothing. */
    private void judgeRings(List<NeighbourEntry> seen, Storms storms) {
        long rings = seen.stream().filter(NeighbourEntry.Ring.class::isInstance).count();
        if (rings > ENOUGH_RINGS && storms.all().isEmpty()) {
            violations.add("P12: .NET nodes were set against each other " + rings + " times, and no storm came of it");
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }

    /** Takes from each journal what .NET nodes have a part in. */
    private static void readJournals(Path directory, Function<RunId, Consumer<NodeEntry>> readers) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches("n[0-9]+\\.[0-9]+\\.journal"))
                    .sorted()
                    .forEach(file -> {
                        String name = file.getFileName().toString();
                        RunId run = RunId.read(name.substring(0, name.lastIndexOf('.')));
                        Journal.each(file, Lines.NODE, readers.apply(run));
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read.", failure);
        }
    }
}
