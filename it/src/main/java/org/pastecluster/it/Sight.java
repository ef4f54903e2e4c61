package org.pastecluster.it;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.record.RunId;

/** What the nodes say of themselves while a campaign runs, so that the bed knows whom to hit and how long to wait. Nothing is judged by it. Thread-safe. */
final class Sight {

    private record Seen(RunId run, String leader, int members, String heir) {}

    private final Map<Integer, Seen> seen = new HashMap<>();

    /** Takes a line without its {@code @}. */
    synchronized void hear(RunId run, String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("view") && words.length == 4) {
            seen.put(run.node(), new Seen(run, words[1], Integer.parseInt(words[2]), words[3]));
            notifyAll();
        }
    }

    /** A process begins: what was seen of its node before holds no longer. */
    synchronized void begins(RunId run) {
        seen.remove(run.node());
    }

    /** Whom most name leader; 0 for nobody. */
    synchronized int leader() {
        Map<String, Integer> votes = new HashMap<>();
        seen.values().forEach(one -> votes.merge(one.leader(), 1, Integer::sum));
        votes.remove("-");
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> Names.node(most.getKey()))
                .orElse(0);
    }

    /** Who would follow whom most name leader, in that node's own words; 0 for nobody. */
    synchronized int heir() {
        Seen leader = seen.get(leader());
        return leader == null ? 0 : Names.node(leader.heir());
    }

    /** Whether all these nodes name one leader among all hosts, and see as many members as those are. */
    synchronized boolean agree(List<Integer> nodes, List<Integer> hosts) {
        Set<String> leaders = new HashSet<>();
        for (int node : nodes) {
            Seen one = seen.get(node);
            if (one == null || one.members() != hosts.size()) {
                return false;
            }
            leaders.add(one.leader());
        }
        return leaders.size() == 1
                && hosts.contains(Names.node(leaders.iterator().next()));
    }

    /** Waits until that is so, and no longer than so many nanoseconds; whether it came. Looked at whenever a node has said something. */
    synchronized boolean await(BooleanSupplier reached, long nanos) {
        long end = System.nanoTime() + nanos;
        while (!reached.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new LabFailure("The campaign was ended.");
            }
        }
        return true;
    }

    /** Lets time pass. */
    void pass(long nanos) {
        var unused = await(() -> false, nanos);
    }
}
