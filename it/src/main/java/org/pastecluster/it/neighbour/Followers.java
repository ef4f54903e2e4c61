package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.neighbour.Calms.Calm;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NeighbourEntry.Standing;

/** Whether .NET nodes follow in calms whom the nodes of this project follow, and whether all of both kinds have everybody in their lists. */
final class Followers {

    private final List<NeighbourEntry> seen;
    private final JavaViews views;
    private final List<String> hosts;
    private final long start;
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

    /** @param due from when on nothing may move any more */
    void judge(Calm calm, long due) {
        Map<String, @Nullable Standing> standings = new HashMap<>();
        for (NeighbourEntry entry : seen) {
            if (entry.at() >= calm.to()) {
                break;
            }
            if (entry instanceof Standing standing) {
                standings.put(standing.host(), standing);
            } else if (entry instanceof NeighbourEntry.Absent absent) {
                standings.put(absent.host(), null);
            }
            if (entry.at() > due && (entry instanceof Standing || entry instanceof NeighbourEntry.Absent)) {
                violations.add("P12: " + seconds(entry.at()) + " s, in a calm since " + seconds(calm.from())
                        + " s, something moved: " + entry);
            }
        }
        judgeEnd(calm, standings);
    }

    private void judgeEnd(Calm calm, Map<String, @Nullable Standing> standings) {
        String named = views.leader(calm.to()).orElse(null);
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

    List<String> violations() {
        return violations;
    }
}
