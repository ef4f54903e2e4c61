package org.pastecluster.it.neighbour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pastecluster.it.neighbour.Calms.Calm;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NeighbourEntry;

/** Whether .NET nodes were watched from the beginning to the end: where nobody looks, nothing is found. */
final class Watch {

    /** From here on a campaign must have had everything in it. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** In the end it may have nothing to say for so long, while the last messages drain. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final List<NeighbourEntry> own;
    private final List<String> neighbours;
    private final long start;
    private final long end;
    private final List<String> violations = new ArrayList<>();

    /**
     * @param seen in the order of time
     * @param neighbours the hosts of all .NET nodes
     */
    Watch(List<BedEntry> bed, List<NeighbourEntry> seen, List<String> neighbours) {
        // What is counted at the pipes the bed itself writes.
        this.own = seen.stream()
                .filter(entry -> !(entry instanceof NeighbourEntry.Asked))
                .toList();
        this.neighbours = neighbours;
        this.start = bed.get(0).at();
        this.end = bed.stream()
                .filter(BedEntry.End.class::isInstance)
                .findFirst()
                .orElse(bed.get(bed.size() - 1))
                .at();
    }

    /** A calm that is judged. */
    void judge(Calm calm) {
        String calmly = "P12: in the calm since " + seconds(calm.from()) + " s ";
        if (own.stream().noneMatch(entry -> entry.at() >= calm.from() && entry.at() < calm.to())) {
            violations.add(calmly + "nobody watched the .NET nodes");
        }
        for (String host : neighbours) {
            if (own.stream().noneMatch(entry -> entry.at() < calm.to() && isOf(host, entry))) {
                violations.add(calmly + "nobody knows whom the .NET node " + host + " follows");
            }
        }
    }

    private static boolean isOf(String host, NeighbourEntry entry) {
        return (entry instanceof NeighbourEntry.Standing standing
                        && standing.host().equals(host))
                || (entry instanceof NeighbourEntry.Absent absent
                        && absent.host().equals(host));
    }

    /** Looks at the end, and at what a long campaign must have had. */
    void judgeAll(long said, long handled, long got, int storms) {
        long last = own.isEmpty() ? start : own.get(own.size() - 1).at();
        if (end - last > SILENCE.toNanos()) {
            violations.add("P12: who watches the .NET nodes wrote the last line at " + seconds(last)
                    + " s, and the campaign ended at " + seconds(end) + " s; why stands in observer.log");
        }
        if (end - start >= LONG.toNanos()) {
            demand(said, "no .NET node sent a message");
            demand(handled, "no message of a .NET node was handled");
            demand(got, "no .NET node got a message");
            // One alone has nobody to ask.
            demand(neighbours.size() > 1 ? storms : 1, "there was no storm among .NET nodes");
        }
    }

    private void demand(long count, String lacking) {
        if (count == 0) {
            violations.add("P12: in " + LONG.toMinutes() + " minutes or more " + lacking);
        }
    }

    private String seconds(long at) {
        return String.format(Locale.ROOT, "%.2f", (at - start) / 1e9);
    }

    List<String> violations() {
        return violations;
    }
}
