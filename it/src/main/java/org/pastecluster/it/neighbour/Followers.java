package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.neighbour.Calms.Calm;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NeighbourEntry.Standing;

/** Whether .NET nodes follow in calms whom the nodes of this project follow, and whether all of both kinds have everybody in their lists. */
final class Followers {

    private static final long MILLI = 1_000_000L;

    private final List<NeighbourEntry> seen;
    private final JavaViews views;
    private final List<String> hosts;
    private final long start;
    private final List<Long> times = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * @param seen in the order of time
     * @param hosts of all nodes of both kinds, in alphabetical order
     * @param start when the campaign began
     */
    Followers(List<NeighbourEntry> seen, JavaViews views, List<String> hosts, long start) {
        this.seen = seen;
        this.views = views;
        this.hosts = hosts;
        this.start = start;
    }

    /** Since when all .NET nodes were right until a judged calm's end; empty if they were not. */
    OptionalLong judge(Calm calm) {
        String leader = views.leader(calm.to()).orElse(null);
        Map<String, @Nullable Standing> standings = new TreeMap<>();
        long right = -1;
        for (NeighbourEntry entry : seen) {
            if (entry.at() >= calm.to()) {
                break;
            }
            if (entry instanceof Standing standing) {
                standings.put(standing.host(), standing);
            } else if (entry instanceof NeighbourEntry.Absent absent) {
                standings.put(absent.host(), null);
            } else {
                continue;
            }
            if (entry.at() > calm.due()) {
                violations.add("P12: " + seconds(entry.at()) + " s, in a calm since " + seconds(calm.from())
                        + " s, something moved: " + entry);
            }
            boolean isRight = standings.values().stream().allMatch(each -> isRight(each, leader));
            right = isRight ? (right < 0 ? entry.at() : right) : -1;
        }
        judgeEnd(calm, standings, leader);
        if (right < 0) {
            return OptionalLong.empty();
        }
        long since = Math.max(right, calm.from());
        times.add(since - calm.from());
        return OptionalLong.of(since);
    }

    private boolean isRight(@Nullable Standing standing, @Nullable String leader) {
        return standing != null
                && standing.master().equals(leader)
                && standing.listed().equals(hosts);
    }

    private void judgeEnd(Calm calm, Map<String, @Nullable Standing> standings, @Nullable String named) {
        String leader = named;
        for (Map.Entry<String, @Nullable Standing> each : standings.entrySet()) {
            Standing standing = each.getValue();
            String wrong = standing == null ? "does not answer" : wrong(standing, leader, named != null);
            leader = standing == null || named != null ? leader : standing.master();
            if (wrong != null) {
                broken(calm, "the .NET node " + each.getKey() + " " + wrong);
            }
        }
        views.lists(calm.to()).forEach((node, list) -> {
            if (!list.equals(hosts)) {
                broken(calm, "n" + node + " lists " + list + " instead of " + hosts);
            }
        });
    }

    private @Nullable String wrong(Standing standing, @Nullable String leader, boolean isOurs) {
        if (leader != null && !leader.equals(standing.master())) {
            return "follows " + standing.master() + ", and " + (isOurs ? "the nodes of this project " : "another one ")
                    + leader;
        }
        return standing.listed().equals(hosts) ? null : "lists " + standing.listed() + " instead of " + hosts;
    }

    private void broken(Calm calm, String what) {
        violations.add("P12: in the calm since " + seconds(calm.from()) + " s " + what);
    }

    private String seconds(long at) {
        return String.format(Locale.ROOT, "%.2f", (at - start) / 1e9);
    }

    /** In how much time from the beginning of a calm on all .NET nodes were right. */
    String figures() {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? "in none of which .NET nodes were right"
                : String.format(
                        Locale.ROOT,
                        "all .NET nodes right p50 %,d max %,d ms after their beginning",
                        sorted.get((sorted.size() - 1) / 2) / MILLI,
                        sorted.get(sorted.size() - 1) / MILLI);
    }

    List<String> violations() {
        return violations;
    }
}
