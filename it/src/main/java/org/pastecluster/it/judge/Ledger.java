package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** Every message of a campaign. */
final class Ledger {

    /** Of so many slips of one kind each is kept; a node that does everything twice would fill the memory. */
    private static final int MOST_SLIPS = 10_000;

    /**
     * A message that a handler should not have had then: for the second time, if {@code before} is 0, else after a later one of its lane.
     */
    record Slip(long at, RunId by, Stream stream, int number, int before) {}

    private final Map<RunId, Map<String, Stream>> streams = new HashMap<>();
    private final List<Slip> slips = new ArrayList<>();
    private long handled;

    /** What a process wrote of messages, in its order. */
    void took(RunId run, NodeEntry entry, long start) {
        long at = entry.at() - start;
        if (entry instanceof NodeEntry.Accepted accepted) {
            stream(run, accepted.lane()).accepted((int) accepted.message(), at, accepted.target());
        } else if (entry instanceof NodeEntry.Told told) {
            stream(run, told.lane()).told((int) told.message(), told.incarnation(), Stream.Word.of(told.verdict()));
        } else if (entry instanceof NodeEntry.ToldOf told) {
            stream(run, told.lane()).toldElsewhere((int) told.message());
        } else if (entry instanceof NodeEntry.Done done) {
            stream(run, done.lane()).done((int) done.message(), at);
        } else if (entry instanceof NodeEntry.Handled had) {
            handled++;
            if (had.lane().equals(NeighbourEntry.LANE)) {
                // They come as often as they arrive, and in no order; others judge that.
                return;
            }
            Stream stream = stream(had.sender(), had.lane());
            int slip = stream.handled(run, (int) had.message());
            if (slip != 0 && slips.size() < MOST_SLIPS) {
                int before = slip == (int) had.message() ? 0 : slip;
                slips.add(new Slip(at, run, stream, (int) had.message(), before));
            }
        }
    }

    private Stream stream(RunId sender, String lane) {
        return streams.computeIfAbsent(sender, run -> new TreeMap<>())
                .computeIfAbsent(lane, word -> new Stream(sender, word));
    }

    Collection<Stream> streams() {
        return streams.values().stream()
                .flatMap(lanes -> lanes.values().stream())
                .toList();
    }

    List<Slip> slips() {
        return slips;
    }

    /** How often a handler was called. */
    long handled() {
        return handled;
    }
}
