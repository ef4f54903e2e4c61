package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.it.judge.Run.Stall;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.RunId;

/** When the bed had stopped which process: from before the one signal to after the other. */
final class Pauses {

    private final Map<RunId, List<Stall>> pauses = new HashMap<>();

    Pauses(List<BedEntry> bed, long start) {
        Map<RunId, Long> since = new HashMap<>();
        for (BedEntry entry : bed) {
            long at = entry.at() - start;
            if (entry instanceof BedEntry.Stopped stopped) {
                since.putIfAbsent(stopped.run(), at);
            } else if (entry instanceof BedEntry.Continued continued && since.containsKey(continued.run())) {
                add(continued.run(), since.remove(continued.run()), at);
            } else if (entry instanceof BedEntry.Gone gone && since.containsKey(gone.run())) {
                add(gone.run(), since.remove(gone.run()), at);
            }
        }
        since.forEach((run, from) -> add(run, from, Run.NEVER));
    }

    private void add(RunId run, long from, long to) {
        pauses.computeIfAbsent(run, unused -> new ArrayList<>()).add(new Stall(from, to));
    }

    /** In the order of time; {@code to} is {@link Run#NEVER} of one that never ended. */
    List<Stall> of(Run run) {
        return pauses.getOrDefault(run.id(), List.of());
    }

    /** Since when it stands still at a moment; {@link Run#NEVER} if it does not. */
    long stoppedSince(Run run, long time) {
        for (Stall pause : of(run)) {
            if (pause.from() <= time && time < pause.to()) {
                return pause.from();
            }
        }
        return Run.NEVER;
    }
}
