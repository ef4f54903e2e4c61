package org.pastecluster.simulation.cluster;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Output;
import org.pastecluster.testkit.network.VirtualProcess;
import org.pastecluster.testkit.time.VirtualClock;

/** One process that runs or once ran, and what was witnessed of it. Times are true times unless they say otherwise. */
public final class SimulatedProcess {

    /** For so long a lease remembers how its clocks stood when it was renewed. */
    private static final long LONGEST_HEARTBEAT = 1_000_000_000L;

    private static final long LONGEST_LEASE = 6_000_000_000L;

    private static final long LONGEST_GAP = 2_500_000_000L;

    private final int serial;
    private Member member;
    private final VirtualProcess process;
    private final long startedAt;
    private final boolean isFalse;
    private @Nullable Cluster cluster;
    private boolean stepped;
    private @Nullable ClusterView view;
    private boolean leading;
    private boolean stopped;
    private boolean timerDue;
    private long number;
    private long firstNumber;
    private long memberSince = Long.MAX_VALUE;
    private long token;
    private long leaseEnd;
    private long acquiredAt;
    private long notClaimingAt;
    private final long[] renewals = new long[256];
    private int renewalCount;
    private long claimedSince;
    private long firstCompete = Long.MAX_VALUE;
    private long lastCompete = Long.MIN_VALUE;
    private @Nullable SimulatedProcess lastFollowed;
    private long suspendedAt;
    private long lastSuspension;
    private long wokeAt;
    private long wokeTrueTime = Long.MIN_VALUE / 2;
    private long[] stampsHeard = new long[8];
    private long[] firstHeard = new long[8];

    SimulatedProcess(int serial, Member member, VirtualProcess process, long startedAt, boolean isFalse) {
        this.serial = serial;
        this.member = member;
        this.process = process;
        this.startedAt = startedAt;
        this.isFalse = isFalse;
        this.notClaimingAt = startedAt;
    }

    /** Numbers all processes that ever ran, from 0. */
    public int serial() {
        return serial;
    }

    /** As the others name it; it may be renamed, but not moved. */
    public Member member() {
        return member;
    }

    /** Whether it claims an address at which another process answers. */
    public boolean isFalse() {
        return isFalse;
    }

    public int machine() {
        return process.machine();
    }

    public VirtualClock clock() {
        return process.clock();
    }

    public VirtualProcess process() {
        return process;
    }

    public long startedAt() {
        return startedAt;
    }

    void runs(Cluster handle) {
        cluster = handle;
    }

    /** What its application has in hand. */
    public Cluster cluster() {
        return Objects.requireNonNull(cluster, "the process has been started");
    }

    /** Its latest view; null before the first. */
    public @Nullable ClusterView view() {
        return view;
    }

    public Role role() {
        return view == null ? Role.ASKING : view.role();
    }

    /** Whether it has acquired leadership and not lost it, whatever its lease says. */
    public boolean isLeading() {
        return leading;
    }

    /** Whether its application is told that it leads, now. */
    public boolean believes() {
        return leading && process.isAlive() && cluster().isLeader();
    }

    /** Whether its protocol says that it leads and its lease, by its monotonic clock, has not run out. */
    public boolean holdsLease() {
        return leading && process.isAlive() && process.clock().nanos() < leaseEnd;
    }

    /** Whether it runs and takes part; a paused one does. */
    public boolean isUp() {
        return process.isAlive() && !stopped;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Whether a timer was due before its latest step, so that the step's outputs may have another cause than its input. */
    public boolean wasTimerDue() {
        return timerDue;
    }

    void timerDue(boolean value) {
        timerDue = value;
    }

    public long number() {
        return number;
    }

    /** The number with which it began to lead for the first time; 0 if it never did. */
    public long firstNumber() {
        return firstNumber;
    }

    /** Since when it has known a leader without a break; {@code Long.MAX_VALUE} while it knows none. */
    public long memberSince() {
        return memberSince;
    }

    public long token() {
        return token;
    }

    /** On its own monotonic clock. */
    public long leaseEnd() {
        return leaseEnd;
    }

    public long acquiredAt() {
        return acquiredAt;
    }

    /** When the competition began that made it leader. */
    public long claimedSince() {
        return claimedSince;
    }

    /** When its lease was last acquired or renewed. */
    public long renewedAt() {
        return renewalCount == 0 ? 0 : renewals[(renewalCount - 1) % renewals.length];
    }

    /** When its lease was last acquired or renewed by then; its oldest renewal that is remembered if that was later. */
    public long renewedBy(long time) {
        int oldest = Math.max(0, renewalCount - renewals.length);
        int renewal = renewalCount - 1;
        while (renewal > oldest && renewals[renewal % renewals.length] > time) {
            renewal--;
        }
        return renewal < 0 ? 0 : renewals[renewal % renewals.length];
    }

    private void renewed(long now) {
        renewals[renewalCount++ % renewals.length] = now;
    }

    /** The largest stamp of another process's frames that has truly arrived here. */
    public long stampHeard(int otherSerial) {
        return otherSerial < stampsHeard.length ? stampsHeard[otherSerial] : 0;
    }

    /** The last other process that it had for its leader; null if there was none. */
    public @Nullable SimulatedProcess lastFollowed() {
        return lastFollowed;
    }

    void follows(SimulatedProcess leader) {
        if (leader != this) {
            lastFollowed = leader;
        }
    }

    /** When the first frame of another process arrived here that this one may act on; {@code Long.MAX_VALUE} if none has. */
    public long firstHeard(int otherSerial) {
        return otherSerial < firstHeard.length && firstHeard[otherSerial] != 0
                ? firstHeard[otherSerial]
                : Long.MAX_VALUE;
    }

    /** A frame of another process has truly arrived. */
    public void heard(int otherSerial, long stamp) {
        stampsHeard = withRoomFor(otherSerial, stampsHeard);
        stampsHeard[otherSerial] = Math.max(stampsHeard[otherSerial], stamp);
    }

    /** A frame of another process has arrived that this one may act on. */
    public void knows(int otherSerial, long now) {
        firstHeard = withRoomFor(otherSerial, firstHeard);
        if (firstHeard[otherSerial] == 0) {
            firstHeard[otherSerial] = now;
        }
    }

    private static long[] withRoomFor(int serial, long[] values) {
        return serial < values.length ? values : Arrays.copyOf(values, Math.max(serial + 1, values.length * 2));
    }

    void suspend(long now) {
        suspendedAt = now;
        process.pause();
    }

    void wake(long now) {
        boolean disguised = process.clock().jumpedAt() > suspendedAt - LONGEST_LEASE;
        lastSuspension = disguised ? 0 : now - suspendedAt;
        wokeTrueTime = now;
        wokeAt = process.clock().nanosAt(suspendedAt);
        process.clock().stoodStill(now - suspendedAt);
        process.resume();
    }

    /** When its machine was last suspended and went on; long ago if it never was. */
    public long wokeTrueTime() {
        return wokeTrueTime;
    }

    /**
     * How long its machine was suspended last; 0 for never, and when its wall clock was set in that time, shortly before, or before it
     * could notice.
     */
    public long lastSuspension() {
        long jumped = process.clock().jumpedAt() - wokeTrueTime;
        return jumped > 0 && jumped < LONGEST_HEARTBEAT ? 0 : lastSuspension;
    }

    /** Whether its lease rests on something that was sent since its machine was last suspended. */
    public boolean isConfirmedSinceSuspension(long lease) {
        return lastSuspension() == 0 || leaseEnd - lease >= wokeAt;
    }

    void witness(Output output, long now) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Compete) {
            if (now - lastCompete > LONGEST_GAP || lastCompete == Long.MIN_VALUE) {
                firstCompete = now;
            }
            lastCompete = now;
        } else if (output instanceof Output.ViewChanged changed) {
            if (role() != Role.CLAIMING) {
                notClaimingAt = now;
            }
            view = changed.view();
            member = changed.view().self();
            memberSince = changed.view().leader() != null ? Math.min(memberSince, now) : Long.MAX_VALUE;
        } else if (output instanceof Output.Renewed renewed) {
            leaseEnd = renewed.leaseEnd();
            renewed(now);
        } else if (output instanceof Output.Acquired acquired) {
            leading = true;
            number = acquired.number();
            firstNumber = firstNumber == 0 ? number : firstNumber;
            token = acquired.token();
            leaseEnd = acquired.leaseEnd();
            acquiredAt = now;
            renewed(now);
            claimedSince = Math.min(
                    notClaimingAt,
                    lastCompete != Long.MIN_VALUE && now - lastCompete < LONGEST_GAP ? firstCompete : now);
        } else if (output instanceof Output.Outbid outbid) {
            number = outbid.number();
            token = outbid.token();
        } else if (output instanceof Output.Lost) {
            leading = false;
        } else if (output instanceof Output.Stopped) {
            stopped = true;
        }
    }

    void stepped(long now) {
        stepped = true;
        if (role() != Role.CLAIMING) {
            notClaimingAt = now;
        }
    }

    boolean takeStepped() {
        boolean was = stepped;
        stepped = false;
        return was;
    }

    /** Such as {@code n2#7}: the host's number and the process's. */
    @Override
    public String toString() {
        return (isFalse ? "false n" : "n") + (machine() + 1) + "#" + serial;
    }
}
