package org.pastecluster.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.pastecluster.Leadership;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.TimeSource;

/** A leadership of this node. Written by the node's loop, read by everybody. */
final class HeldLeadership implements Leadership {

    /**
     * One reading of how long the lease runs.
     *
     * @param end on the monotonic clock
     * @param lead how far the wall clock was ahead of the monotonic one when the lease was renewed, at most
     * @param trusted false after a jump of the clocks, until news that is younger than the jump renews the lease
     */
    private record Lease(long end, long lead, boolean trusted) {}

    private final TimeSource time;
    private final Instant acquiredAt;
    private final long leaseNanos;
    private final long toleranceNanos;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CompletionStage<String> endedForReaders = ended.minimalCompletionStage();

    private volatile long number;
    private volatile long token;
    private volatile Lease lease;
    private volatile boolean over;
    private long trustedFrom = Long.MIN_VALUE;

    HeldLeadership(TimeSource time, Duration lease, Duration leaseWarning, Output.Acquired acquired, long now) {
        this.time = time;
        this.acquiredAt = Instant.ofEpochMilli(time.wallMillis());
        this.leaseNanos = lease.toNanos();
        this.toleranceNanos = WallClockWatch.tolerance(leaseWarning).toNanos();
        this.number = acquired.number();
        this.token = acquired.token();
        this.lease = new Lease(acquired.leaseEnd(), WallClockWatch.largestLead(time, now), true);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public Instant acquiredAt() {
        return acquiredAt;
    }

    @Override
    public boolean isValid() {
        return remainingNanos() > 0;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    @Override
    public CompletionStage<String> ended() {
        return endedForReaders;
    }

    private long remainingNanos() {
        Lease current = lease;
        if (over || !current.trusted) {
            return 0;
        }
        if (WallClockWatch.smallestLead(time) - current.lead > toleranceNanos) {
            return 0;
        }
        return Math.max(0, current.end - time.nanos());
    }

    long leaseEnd() {
        return lease.end;
    }

    /**
     * @param now the time of the step that renewed it
     * @throws IllegalStateException when the lease had run out by then: the protocol must give it up instead
     */
    void renew(long leaseEnd, long now) {
        Lease before = lease;
        if (now >= before.end) {
            throw new IllegalStateException("The lease of leadership " + number + " was renewed "
                    + (now - before.end) / 1_000_000 + " ms after it had run out.");
        }
        if (leaseEnd <= before.end && before.trusted) {
            return;
        }
        boolean trusted = leaseEnd - leaseNanos >= trustedFrom;
        lease = new Lease(Math.max(leaseEnd, before.end), WallClockWatch.largestLead(time, now), trusted);
    }

    void outbid(long newNumber, long newToken) {
        if (newNumber <= number) {
            throw new IllegalStateException(
                    "Leadership " + number + " was outbid by " + newNumber + ", which is no higher.");
        }
        number = newNumber;
        token = newToken;
    }

    /** The clocks jumped at {@code now}: the lease counts again when something sent since then was acknowledged. */
    void distrust(long now) {
        trustedFrom = now;
        Lease before = lease;
        lease = new Lease(before.end, before.lead, false);
    }

    /** Makes it invalid at once; thread-safe, unlike the rest that writes. */
    void revoke() {
        over = true;
    }

    void end(String reason, Executor executor) {
        over = true;
        Completions.complete(ended, reason, executor);
    }
}
