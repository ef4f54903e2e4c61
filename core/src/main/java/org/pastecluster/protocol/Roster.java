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
 * The hosts that this node would look for: the listed ones, which are never forgotten; those that something outside names, which
 * count as listed as long as it does; and those that were members once or that others know of, of which only so many are remembered.
 */
final class Roster {

    private final Set<String> listed = new LinkedHashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> listedOrFound = new LinkedHashSet<>();
    private final Map<String, Long> remembered = new LinkedHashMap<>();
    private final int bound;
    private long foundBy = Peer.NEVER;

    Roster(List<NodeAddress> nodes, int bound) {
        for (NodeAddress node : nodes) {
            list(node.host());
        }
        this.bound = bound;
    }

    void list(String host) {
        listed.add(host);
        listedOrFound.add(host);
    }

    /** The first complete answer of those that name nodes is waited for, until then at most. */
    void awaitFound(long until) {
        foundBy = until;
    }

    /** Until when it is waited for; in the past when it is not. */
    long foundBy() {
        return foundBy;
    }

    /**
     * These are named from now on, and nobody else.
     *
     * @param complete whether nothing is waited for any more
     * @return those of whom nothing was known
     */
    List<String> found(List<String> hosts, boolean complete, String self, long now) {
        List<String> news = new ArrayList<>();
        for (String host : hosts) {
            if (!listedOrFound.contains(host) && !remembered.containsKey(host) && !host.equals(self)) {
                news.add(host);
            }
        }
        List<String> before = new ArrayList<>(found);
        found.clear();
        found.addAll(hosts);
        for (String host : before) {
            if (!found.contains(host) && !host.equals(self)) {
                hearOf(host, now);
            }
        }
        listedOrFound.clear();
        listedOrFound.addAll(listed);
        listedOrFound.addAll(found);
        if (complete) {
            foundBy = Peer.NEVER;
        }
        return news;
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

    /** A user took it out by hand: it is looked for only if it is listed or named. */
    void forget(String host) {
        remembered.remove(host);
    }

    /** The listed ones, and those that are named now. */
    Set<String> listed() {
        return listedOrFound;
    }

    /** Since when it is missing; the beginning of time for a listed one that never was there. */
    long missingSince(String host, long startedAt) {
        return remembered.getOrDefault(host, startedAt);
    }

    /** All hosts to look for but this node's own, listed ones first. */
    List<String> all(String self) {
        Set<String> all = new LinkedHashSet<>(listedOrFound);
        all.addAll(remembered.keySet());
        all.remove(self);
        return new ArrayList<>(all);
    }
}
