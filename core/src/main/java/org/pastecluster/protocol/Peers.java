package org.pastecluster.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.LeaderRef;

/** All nodes that this one has talked to, bounded: the longest unused stranger is forgotten first. */
final class Peers {

    private static final int STRANGERS = 1024;

    private final Map<String, Peer> byHost = new LinkedHashMap<>();
    private final Membership membership;

    Peers(Membership membership) {
        this.membership = membership;
    }

    /** What is known of this host, from nothing on. */
    Peer at(String host, long now) {
        Peer peer = byHost.get(host);
        if (peer == null) {
            forgetOneIfFull();
            peer = new Peer(host);
            byHost.put(host, peer);
        }
        peer.usedAt = now;
        return peer;
    }

    @Nullable
    Peer find(String host) {
        return byHost.get(host);
    }

    Collection<Peer> all() {
        return byHost.values();
    }

    private void forgetOneIfFull() {
        if (byHost.size() < STRANGERS + membership.size()) {
            return;
        }
        Peer oldest = null;
        for (Peer peer : byHost.values()) {
            if (!membership.contains(peer.host) && (oldest == null || peer.usedAt < oldest.usedAt)) {
                oldest = peer;
            }
        }
        if (oldest != null) {
            byHost.remove(oldest.host);
        }
    }

    /**
     * A node that was heard since then and followed a leader of a higher number than this, or led itself: it is the latest
     * such news. Null for none.
     *
     * @param except which nodes, and the leaders whom they follow, do not count
     */
    @Nullable
    Peer lastFollowing(long above, long since, BiPredicate<Peer, LeaderRef> except) {
        Peer latest = null;
        for (Peer peer : byHost.values()) {
            LeaderRef following = peer.following;
            if (following != null
                    && following.number() > above
                    && peer.isHeardSince(since)
                    && (latest == null || peer.heardAt > latest.heardAt)
                    && !except.test(peer, following)) {
                latest = peer;
            }
        }
        return latest;
    }

    /** A node that was heard within a lease and follows the one at {@code host}, which it must reach by that; or null. */
    @Nullable
    String whoReaches(String host, String otherThan, long since) {
        for (Peer peer : byHost.values()) {
            LeaderRef following = peer.following;
            if (following != null
                    && following.host().equals(host)
                    && peer.isHeardSince(since)
                    && !peer.host.equals(host)
                    && !peer.host.equals(otherThan)) {
                return peer.host;
            }
        }
        return null;
    }
}
