package org.pastecluster.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How things stand for one node: the view and the leadership. Written by the node's loop, which tells listeners after each
 * change; read by everybody.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final TimeSource time;
    private final ClusterSettings settings;
    private final Listeners listeners;
    private final Executor executor;
    private final long warningNanos;

    private volatile ClusterView view;
    private volatile @Nullable HeldLeadership leadership;
    private volatile long leaderlessSince;
    private volatile boolean knewLeader;
    private CompletableFuture<ClusterView> leaderKnown = new CompletableFuture<>();
    private long warnAt = Long.MAX_VALUE;
    private @Nullable Long distrustedSince;

    Standing(EngineParts parts, Listeners listeners) {
        this.time = parts.time();
        this.settings = parts.settings();
        this.listeners = listeners;
        this.executor = parts.executor();
        this.warningNanos = settings.leaseWarning().toNanos();
        this.view = new ClusterView(parts.self(), Role.STOPPED, 0, 0, null, List.of(parts.self()));
        this.leaderlessSince = time.nanos();
    }

    ClusterView view() {
        return view;
    }

    /** The leadership that was acquired and not lost, valid or not. */
    @Nullable
    HeldLeadership leadership() {
        return leadership;
    }

    /** Since when no leader is known, on the monotonic clock; means nothing while one is. */
    long leaderlessSince() {
        return leaderlessSince;
    }

    /** Whether a leader was known at any time since the start. */
    boolean hasKnownLeader() {
        return knewLeader;
    }

    /** When {@link #warnIfDue} wants to be called, on the monotonic clock. */
    long warnAt() {
        return warnAt;
    }

    CompletionStage<ClusterView> awaitLeader() {
        synchronized (this) {
            return view.leader() == null
                    ? leaderKnown.minimalCompletionStage()
                    : CompletableFuture.completedStage(view);
        }
    }

    /**
     * Changes the view.
     *
     * @param beforeNews what is done when everybody can read it and nobody was told yet
     */
    void changeView(ClusterView next, Runnable beforeNews) {
        Member leader = next.leader();
        Member before;
        CompletableFuture<ClusterView> waiting = null;
        synchronized (this) {
            before = view.leader();
            view = next;
            if (leader != null && before == null) {
                waiting = leaderKnown;
                leaderKnown = new CompletableFuture<>();
            }
        }
        beforeNews.run();
        if (waiting != null) {
            Completions.complete(waiting, next, executor);
        }
        if (leader != null && !knewLeader) {
            knewLeader = true;
        }
        if (leader == null && before != null) {
            leaderlessSince = time.nanos();
        }
        listeners.publish(new ClusterEvent.ViewChanged(next));
        if (!isSame(before, leader)) {
            LOG.info("{} sees {} leading under number {}.", next.self().host(), nameOf(leader), next.number());
            listeners.publish(new ClusterEvent.LeaderChanged(next));
        }
    }

    private static boolean isSame(@Nullable Member one, @Nullable Member other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.isSameProcessAs(other);
    }

    private static String nameOf(@Nullable Member leader) {
        return leader == null ? "nobody" : leader.host();
    }

    void acquire(Output.Acquired output, long now) {
        if (leadership != null) {
            throw new IllegalStateException(
                    "Leadership was acquired twice, the second time as " + output.number() + ".");
        }
        HeldLeadership acquired = new HeldLeadership(time, settings.lease(), settings.leaseWarning(), output, now);
        // Its lease may be from before: who spoke for others to a .NET leader has one.
        Long since = distrustedSince;
        boolean distrusted = false;
        if (since != null && output.leaseEnd() - settings.lease().toNanos() < since) {
            acquired.distrust(since);
            distrusted = true;
        }
        leadership = acquired;
        warnAt = output.leaseEnd() - warningNanos;
        LOG.info("{} leads under number {}.", view.self().host(), output.number());
        listeners.publish(new ClusterEvent.LeadershipAcquired(acquired));
        if (distrusted) {
            tellDistrust(acquired);
        }
    }

    void renew(long leaseEnd, long now) {
        HeldLeadership held = held();
        held.renew(leaseEnd, now);
        warnAt = held.leaseEnd() - warningNanos;
    }

    void outbid(Output.Outbid output) {
        held().outbid(output.number(), output.token());
    }

    void lose(String reason) {
        HeldLeadership held = held();
        leadership = null;
        warnAt = Long.MAX_VALUE;
        held.end(reason, executor);
        LOG.info("{} leads no longer: {}", view.self().host(), reason);
        listeners.publish(new ClusterEvent.LeadershipLost(held, reason));
    }

    private HeldLeadership held() {
        HeldLeadership held = leadership;
        if (held == null) {
            throw new IllegalStateException("A leadership changed that this node does not hold.");
        }
        return held;
    }

    void warnIfDue(long now) {
        HeldLeadership held = leadership;
        if (held != null && now >= warnAt) {
            warnAt = Long.MAX_VALUE;
            listeners.publish(new ClusterEvent.LeadershipEnding(held, held.remaining()));
        }
    }

    /** The clocks cannot be trusted since {@code now}. */
    void distrust(long now) {
        distrustedSince = now;
        HeldLeadership held = leadership;
        if (held != null) {
            held.distrust(now);
            tellDistrust(held);
        }
    }

    private void tellDistrust(HeldLeadership held) {
        listeners.publish(new ClusterEvent.LeadershipEnding(held, Duration.ZERO));
    }

    /** Makes the present leadership invalid at once; from any thread. */
    void revoke() {
        HeldLeadership held = leadership;
        if (held != null) {
            held.revoke();
        }
    }

    /** The last change: nothing leads, nothing is seen any more. */
    void stop(String reason) {
        if (leadership != null) {
            lose(reason);
        }
        ClusterView last = view;
        if (last.role() != Role.STOPPED || last.leader() != null) {
            Member self = last.self();
            changeView(
                    new ClusterView(self, Role.STOPPED, last.number(), last.version(), null, List.of(self)), () -> {});
        }
        CompletableFuture<ClusterView> waiting;
        synchronized (this) {
            waiting = leaderKnown;
        }
        Completions.fail(waiting, new ClusterUnavailableException(reason), executor);
    }
}
