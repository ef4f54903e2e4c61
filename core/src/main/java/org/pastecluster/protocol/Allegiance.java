package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;

/**
 * Whom this node acknowledges, and what leases it may have granted by doing so.
 *
 * <p>A node acknowledges one leader at most. While it supports a claim it acknowledges nobody, so that a claimant who has
 * waited for the end of the leases it was told of can rely on there being no others.
 */
final class Allegiance {

    private static final int GRANTS_REMEMBERED = 8;

    private final Timing timing;
    private final List<Given> given = new ArrayList<>();
    private @Nullable LeaderRef leader;
    private @Nullable Claim supported;

    Allegiance(Timing timing) {
        this.timing = timing;
    }

    /** Whom every frame of this node acknowledges; null while there is nobody. */
    @Nullable
    LeaderRef acknowledged() {
        return supported == null ? leader : null;
    }

    /** The leader that this node follows, or is; also while it supports a claim against it. */
    @Nullable
    LeaderRef leader() {
        return leader;
    }

    void follow(LeaderRef newLeader) {
        leader = newLeader;
        supported = null;
    }

    void followNobody() {
        leader = null;
    }

    @Nullable
    Claim supported() {
        return supported;
    }

    void support(Claim claim) {
        supported = claim;
    }

    void endSupport() {
        supported = null;
    }

    /** A frame that acknowledges {@code to} is being sent; the newest of the leader's frames came at {@code heardAt}. */
    void grant(LeaderRef to, long heardAt) {
        long until = heardAt + timing.lease + timing.clockDrift;
        for (Given lease : given) {
            if (lease.leader.isSameProcessAs(to)) {
                lease.leader = to;
                lease.until = Math.max(lease.until, until);
                return;
            }
        }
        given.add(new Given(to, until));
        if (given.size() > GRANTS_REMEMBERED) {
            given.remove(0);
        }
    }

    /** That leader gave leadership up, or is known to be gone: no lease of its own runs any more. */
    void revoke(LeaderRef gone) {
        given.removeIf(lease -> lease.leader.isSameProcessAs(gone));
    }

    /** As {@link #revoke}, for what was granted under no higher number: it may have been elected anew since. */
    void revokeUpTo(LeaderRef resigned) {
        given.removeIf(lease -> lease.leader.isSameProcessAs(resigned) && lease.leader.number() <= resigned.number());
    }

    /** The leases that this node may have granted, and that may still run. */
    List<Grant> running(long now, long uptime) {
        List<Grant> running = new ArrayList<>();
        for (Iterator<Given> all = given.iterator(); all.hasNext(); ) {
            Given lease = all.next();
            if (lease.until <= now) {
                all.remove();
            } else {
                running.add(new Grant(lease.leader, lease.until - now));
            }
        }
        if (uptime < timing.lease) {
            running.add(new Grant(null, timing.lease - uptime));
        }
        return running;
    }

    private static final class Given {
        private LeaderRef leader;
        private long until;

        private Given(LeaderRef leader, long until) {
            this.leader = leader;
            this.until = until;
        }
    }
}
