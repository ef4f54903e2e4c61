package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.pastecluster.it.neighbour.Calms.Calm;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NeighbourEntry.Said;
import org.pastecluster.it.record.NodeEntry;

/**
 * Messages of .NET nodes to nodes of this project: how often each was handled. One that arrives is handled once. Under faults nobody knows what arrives; in a
 * calm whatever a .NET node says that it sent does. To a master .NET tries up to four times, and each that arrives counts.
 */
final class Sayings {

    /** Of so many one must have been handled. */
    private static final int ENOUGH = 20;

    /** What is sent so shortly before a calm's end may be on its way when that comes. */
    private static final long ON_ITS_WAY = 2_000_000_000L;

    private static final String MASTER = "master";

    private final List<Said> all;
    private final long start;
    private final Map<String, Integer> handled = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int inCalms;

    /** @param start when the campaign began */
    Sayings(List<NeighbourEntry> seen, long start) {
        this.all = seen.stream()
                .filter(Said.class::isInstance)
                .map(Said.class::cast)
                .toList();
        this.start = start;
    }

    /** Takes what processes wrote. */
    Consumer<NodeEntry> reader() {
        return entry -> {
            if (entry instanceof NodeEntry.Handled one && one.lane().equals(NeighbourEntry.LANE)) {
                handled.merge(one.sender() + " " + NeighbourEntry.LANE + " " + one.message(), 1, Integer::sum);
            }
        };
    }

    /**
     * Once all have been read.
     *
     * @param since from when on all .NET nodes were right in that calm
     * @param isLed whether a node of this project led
     */
    void judge(Calm calm, long since, boolean isLed) {
        for (Said message : all) {
            boolean isIn = message.at() >= Math.max(since, calm.agreed()) && message.at() < calm.to() - ON_ITS_WAY;
            if (isIn && message.taken() && (isLed || !message.target().equals(MASTER))) {
                inCalms++;
                if (times(message) == 0) {
                    violations.add(String.format(
                            Locale.ROOT,
                            "P12: %.2f s, in a calm since %.2f s, '%s' of the .NET node %s was sent to %s and never"
                                    + " handled",
                            (message.at() - start) / 1e9,
                            (calm.from() - start) / 1e9,
                            message.body(),
                            message.host(),
                            message.target()));
                }
            }
        }
    }

    private int times(Said message) {
        return handled.getOrDefault(message.body(), 0);
    }

    int sent() {
        return all.size();
    }

    long handled() {
        return all.stream().filter(message -> times(message) > 0).count();
    }

    /** How many there were in calms, each of which had to be handled. */
    int inCalms() {
        return inCalms;
    }

    /** What must not be, once all calms are judged. */
    List<String> violations() {
        List<String> found = new ArrayList<>(violations);
        for (Said message : all) {
            if (times(message) > 1 && !message.target().equals(MASTER)) {
                found.add("P12: '" + message.body() + "' of the .NET node " + message.host()
                        + " was sent once and handled " + times(message) + " times");
            }
        }
        if (sent() > ENOUGH && handled() == 0) {
            found.add("P12: no message of a .NET node was ever handled, of " + sent());
        }
        return found;
    }
}
