package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pastecluster.it.judge.World.Fault;

/** Which kind of fault what happened is counted for. */
final class Causes {

    private static final String START = "START";
    private static final String SEVERAL = "SEVERAL";

    /** A leader that is stopped is last seen to lead a sample before. */
    private static final long SAMPLE = 10_000_000;

    /** A fault that begins, or ends. */
    private record Event(long at, String kind) {}

    private final List<Fault> faults;
    private final long aftermath;
    private final List<Event> events = new ArrayList<>();

    Causes(Campaign campaign) {
        faults = campaign.topology().faults();
        aftermath = campaign.timing().aftermath();
        for (Fault fault : faults) {
            events.add(new Event(fault.at(), fault.kind()));
            if (fault.overAt() != Run.NEVER) {
                events.add(new Event(fault.overAt(), fault.kind()));
            }
        }
        events.sort(Comparator.comparingLong(Event::at));
    }

    /** Of the fault that began or ended last before. */
    String latest(long time) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (events.get(middle).at() <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? START : events.get(from - 1).kind();
    }

    /** Of what ended agreement at a time; {@code before} are the nodes that led until then, {@code after} those that led from then on. */
    String of(long time, Set<Integer> before, Set<Integer> after) {
        Set<Integer> lost = new TreeSet<>(before);
        lost.removeAll(after);
        Collection<Integer> leaders = lost.isEmpty() ? before : lost;
        List<Fault> near = new ArrayList<>();
        String concerning = null;
        for (Fault fault : faults) {
            if (fault.at() > time + SAMPLE || fault.overAt() < time - aftermath) {
                continue;
            }
            near.add(fault);
            if (fault.overAt() >= time - SAMPLE && !Collections.disjoint(fault.nodes(), leaders)) {
                concerning = fault.kind();
            }
        }
        if (concerning != null) {
            return concerning;
        }
        if (near.size() == 1) {
            return near.get(0).kind();
        }
        return near.isEmpty() ? latest(time + SAMPLE) : SEVERAL;
    }
}
