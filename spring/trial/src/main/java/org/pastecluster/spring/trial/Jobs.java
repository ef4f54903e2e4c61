package org.pastecluster.spring.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the journals say of the job that has to run on one node only. */
final class Jobs {

    /** One run; {@code until} is the end of its process where that came first. */
    private record Run(ShopProcess process, String slot, long from, long until) {}

    private final List<Run> runs = new ArrayList<>();
    private int refused;

    Jobs(List<ShopProcess> processes) throws IOException {
        for (ShopProcess process : processes) {
            Map<String, Entry> open = new HashMap<>();
            for (Entry entry : process.journal.entries()) {
                if (entry.is("begins")) {
                    open.put(entry.what(), entry);
                } else if (entry.is("ends")) {
                    Entry begun = open.remove(entry.what());
                    if (begun != null) {
                        runs.add(new Run(process, entry.what(), begun.nanos(), entry.nanos()));
                    }
                } else if (entry.is("refused")) {
                    refused++;
                }
            }
            open.forEach((slot, begun) -> runs.add(new Run(process, slot, begun.nanos(), process.toldAt())));
        }
        runs.sort(Comparator.comparingLong(Run::from));
    }

    int count() {
        return runs.size();
    }

    /** How often the database took no more of a leader that had a successor. */
    int refused() {
        return refused;
    }

    /** Slots that two runs were begun for, as sentences. */
    List<String> twice() {
        List<String> twice = new ArrayList<>();
        Map<String, Run> first = new HashMap<>();
        for (Run run : runs) {
            Run before = first.putIfAbsent(run.slot(), run);
            if (before != null) {
                twice.add("slot " + run.slot() + " ran on node " + before.process().node + " and on node "
                        + run.process().node);
            }
        }
        return twice;
    }

    /** Runs at the same time in two processes, as sentences. */
    List<String> overlaps() {
        List<String> overlaps = new ArrayList<>();
        Run longest = null;
        for (Run run : runs) {
            if (longest != null && run.from() < longest.until() && run.process() != longest.process()) {
                overlaps.add("slot " + run.slot() + " began on node " + run.process().node + " "
                        + (longest.until() - run.from()) / 1_000_000 + " ms before slot " + longest.slot()
                        + " ended on node " + longest.process().node);
            }
            if (longest == null || run.until() > longest.until()) {
                longest = run;
            }
        }
        return overlaps;
    }
}
