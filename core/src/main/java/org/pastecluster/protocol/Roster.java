package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pastecluster.NodeAddress;

/**
 * The hosts that this node would look for: the listed ones, which are never forgotten, and those that were members once or
 * that others know of, of which only so many are remembered.
 */
final class Roster {

    private final Set<String> listed = new LinkedHashSet<>();
    private final Map<String, Long> remembered = new LinkedHashMap<>();
    private final int bound;

    Roster(List<NodeAddress> nodes, int bound) {
        for (NodeAddress node : nodes) {
            listed.add(node.host());
        }
        this.bound = bound;
    }

    void list(String host) {
        listed.add(host);
    }

    /** Remembers a host as missing since {@code now}, at the cost of the one that has been missing longest. */
    void remember(String host, long now) {
        remembered.remove(host);
        remembered.put(host, now);
        if (remembered.size() > bound) {
            Iterator<String> oldest = remembered.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Remembers a host that somebody knows of, without starting its time anew if it is known; whether it was news. */
    boolean hearOf(String host, long now) {
        if (listed.contains(host) || remembered.containsKey(host)) {
            return false;
        }
        remember(host, now);
        return true;
    }

    /** A user took it out by hand: it is looked for only if it is listed. */
    void forget(String host) {
        remembered.remove(host);
    }

    Set<String> listed() {
        return listed;
    }

    /** Since when it is missing; the beginning of time for a listed one that never was there. */
    long missingSince(String host, long startedAt) {
        return remembered.getOrDefault(host, startedAt);
    }

    /** All hosts to look for but this node's own, listed ones first. */
    List<String> all(String self) {
        Set<String> all = new LinkedHashSet<>(listed);
        all.addAll(remembered.keySet());
        all.remove(self);
        return new ArrayList<>(all);
    }
}
