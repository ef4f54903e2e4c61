package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.RunId;

/** From when to when each process was there, as the bed tells. Times are those of the journals. */
final class Lives {

    /** The end of who did not end. */
    private static final long NEVER = Long.MAX_VALUE;

    /** {@code to} is when its end was seen. */
    private record Life(RunId run, long from, long to) {}

    private final Map<Integer, List<Life>> byNode = new HashMap<>();

    Lives(List<BedEntry> bed) {
        Map<RunId, Long> gone = new HashMap<>();
        for (BedEntry entry : bed) {
            if (entry instanceof BedEntry.Gone end) {
                gone.put(end.run(), end.at());
            }
        }
        for (BedEntry entry : bed) {
            if (entry instanceof BedEntry.Started begin) {
                RunId run = begin.run();
                byNode.computeIfAbsent(run.node(), node -> new ArrayList<>())
                        .add(new Life(run, begin.at(), gone.getOrDefault(run, NEVER)));
            }
        }
    }

    /** Who of a node may have been there at some moment of that time. */
    List<RunId> during(int node, long from, long to) {
        return byNode.getOrDefault(node, List.of()).stream()
                .filter(life -> life.from() <= to && life.to() >= from)
                .map(Life::run)
                .toList();
    }

    /** Who of a node answered a question that was asked and answered then; empty if that is not sure. */
    Optional<RunId> answering(int node, long asked, long answered) {
        List<RunId> possible = during(node, asked, answered);
        return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }
}
