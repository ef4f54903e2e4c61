package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NeighbourEntry.Ring;

/**
 * The calms of a campaign, and from when on all has to be as promised in them: some of .NET's ticks after the bed saw the nodes of this project agree, with all
 * .NET nodes in their lists, for which these have their own time from the beginning of the calm on. Ticks can't be counted from there: a side that
 * was cut off finds the other only when its leases have run out, and .NET nodes follow nobody before.
 */
final class Calms {

    /**
     * Times are those of the journals.
     *
     * @param from since when nothing was wrong with the network and nobody set .NET nodes against each other
     * @param agreed when the nodes of this project had agreed, or had to at the latest
     * @param due from when on all must be as promised
     * @param to before something began again
     */
    record Calm(long from, long agreed, long due, long to) {

        /** One that ends before it is due says nothing. */
        boolean isJudged() {
            return due < to;
        }
    }

    /** What is asked so shortly before the end may be answered after it. */
    private static final long ASKING = 500_000_000;

    private final List<NeighbourEntry> seen;
    private final long agreement;
    private final long after;
    private final List<Calm> all = new ArrayList<>();
    private long quiet = -1;
    private long agreed = -1;
    private long stalls;

    /**
     * @param seen in the order of time
     * @param agreement in so many nanoseconds nodes of this project have to agree
     * @param after in so many more all .NET nodes have to follow
     */
    Calms(List<BedEntry> bed, List<NeighbourEntry> seen, long agreement, long after) {
        this.seen = seen;
        this.agreement = agreement;
        this.after = after;
        bed.forEach(this::take);
    }

    private void take(BedEntry entry) {
        if (entry instanceof BedEntry.Began || entry instanceof BedEntry.End) {
            end(entry.at());
        } else if (entry instanceof BedEntry.Calm) {
            quiet = entry.at();
        } else if (entry instanceof BedEntry.Agreed) {
            agreed = entry.at();
        } else if (entry instanceof BedEntry.Stall stall) {
            stalls += stall.nanos();
        }
    }

    private void end(long at) {
        if (quiet >= 0) {
            // Where they never did, they had to.
            long begin = agreed >= 0 ? agreed : quiet + agreement + stalls;
            // One in which they never did lasts for little longer than it must.
            long to = agreed >= 0 ? at - ASKING : at;
            all.add(new Calm(lastRing(), begin, begin + after, Math.min(to, nextRing())));
        }
        quiet = -1;
        agreed = -1;
        stalls = 0;
    }

    /** The last of those that belong to the faults before may come when these are over. */
    private long lastRing() {
        long before = agreed;
        return seen.stream()
                .filter(entry -> entry instanceof Ring && entry.at() <= before)
                .mapToLong(NeighbourEntry::at)
                .reduce(quiet, Math::max);
    }

    private long nextRing() {
        long since = Math.max(agreed, quiet);
        return seen.stream()
                .filter(entry -> entry instanceof Ring && entry.at() > since)
                .mapToLong(NeighbourEntry::at)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    List<Calm> all() {
        return all;
    }
}
