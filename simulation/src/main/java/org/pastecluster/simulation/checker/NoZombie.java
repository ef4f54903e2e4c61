package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P3: a lease never runs longer than its length from the sending of the latest frame that somebody truly had and acknowledged,
 * or, for a leader without other members, from its latest step; what has run out is not renewed; and nobody acknowledges what
 * it never had.
 */
public final class NoZombie implements Watcher {

    /** Stamps of frames that are sent in one instant of virtual time differ by a nanosecond each. */
    private static final long STAMP_SLACK = 100_000;

    private final SimulatedCluster cluster;
    private final List<Lease> leases = new ArrayList<>();

    public NoZombie(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    private static final class Lease {
        private long acknowledged = Long.MIN_VALUE;
        private long stampZero = Long.MIN_VALUE;
        private boolean leading;
        private List<Member> members = List.of();
        private long end;

        /** When it last spoke for nobody but itself towards a .NET leader: it renews its lease then, and does not say so. */
        private long spokeAloneAt = Long.MIN_VALUE / 2;
    }

    @Override
    public void started(SimulatedProcess process) {
        leases.add(new Lease());
    }

    @Override
    public void before(SimulatedProcess process, Input input) {
        Frame frame = Frames.in(input);
        for (Frame heard = frame; heard != null; heard = Frames.inner(heard)) {
            acknowledge(process, heard);
        }
    }

    private void acknowledge(SimulatedProcess process, Frame frame) {
        Envelope envelope = frame.envelope();
        if (envelope.toIncarnation() != process.member().incarnation() || envelope.echo() == 0) {
            return;
        }
        LeaderRef following = envelope.following();
        boolean follows =
                following != null && following.incarnation() == process.member().incarnation();
        if (follows || (frame.body() instanceof Reply.Stand stand && stand.stance() == Reply.Stance.YES)) {
            Lease lease = leases.get(process.serial());
            lease.acknowledged = Math.max(lease.acknowledged, envelope.echo() + lease.stampZero);
        }
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            check(process, outputs.get(i));
        }
        ClusterView view = process.view();
        if (view != null) {
            Lease lease = leases.get(process.serial());
            if (view.leader() != null && view.leader().isNeighbour() && isAlone(process, lease)) {
                lease.spokeAloneAt = process.clock().nanos();
            }
            lease.members = view.members();
        }
    }

    private void check(SimulatedProcess process, Output output) {
        Frame frame = Frames.in(output);
        if (frame != null) {
            checkStamp(process, frame.envelope());
            checkEcho(process, frame);
            for (Frame inner = Frames.inner(frame); inner != null; inner = Frames.inner(inner)) {
                if (inner.envelope().from().incarnation() == process.member().incarnation()) {
                    checkEcho(process, inner);
                }
            }
        } else {
            checkLease(process, output);
        }
    }

    /** Whether nobody but itself is a member with a voice since before this step: who came within it was not there yet. */
    private static boolean isAlone(SimulatedProcess process, Lease lease) {
        ClusterView view = process.view();
        if (view == null || view.isSingle()) {
            return true;
        }
        for (Member member : view.members()) {
            if (!member.isNeighbour() && !member.isSameProcessAs(process.member()) && lease.members.contains(member)) {
                return false;
            }
        }
        return true;
    }

    private void checkLease(SimulatedProcess process, Output output) {
        Lease lease = leases.get(process.serial());
        if (output instanceof Output.Acquired acquired) {
            lease.leading = true;
            extend(process, lease, acquired.leaseEnd());
        } else if (output instanceof Output.Renewed renewed) {
            long now = process.clock().nanos();
            if (lease.leading && now >= lease.end) {
                throw new BrokenPromise(
                        "P3", process + " renews its lease " + Times.seconds(now - lease.end) + " after it ran out");
            }
            extend(process, lease, renewed.leaseEnd());
        } else if (output instanceof Output.Lost) {
            lease.leading = false;
        }
    }

    private void extend(SimulatedProcess process, Lease lease, long end) {
        long length = cluster.plan(process.machine()).settings().lease().toNanos();
        long now = process.clock().nanos();
        boolean alone = isAlone(process, lease);
        long acknowledged =
                lease.acknowledged == Long.MIN_VALUE ? Long.MIN_VALUE / 2 : lease.acknowledged + STAMP_SLACK;
        long allowed = alone ? now : Math.min(now, Math.max(acknowledged, lease.spokeAloneAt));
        if (end - length > allowed) {
            throw new BrokenPromise(
                    "P3",
                    process + " takes its lease to end in " + Times.seconds(end - now)
                            + (lease.acknowledged == Long.MIN_VALUE
                                    ? ", though nobody ever acknowledged it"
                                    : "; what was acknowledged allows " + Times.seconds(allowed + length - now)));
        }
        lease.end = end;
    }

    private void checkStamp(SimulatedProcess process, Envelope envelope) {
        Lease lease = leases.get(process.serial());
        long now = process.clock().nanos();
        if (lease.stampZero == Long.MIN_VALUE) {
            lease.stampZero = now - envelope.stamp();
        } else if (Math.abs(now - envelope.stamp() - lease.stampZero) > STAMP_SLACK) {
            throw new BrokenPromise("P3", process + " stamps a frame with another time than that of its sending");
        }
    }

    private void checkEcho(SimulatedProcess process, Frame frame) {
        Envelope envelope = frame.envelope();
        @Nullable
        SimulatedProcess receiver =
                envelope.toIncarnation() == 0 ? null : cluster.ofIncarnation(envelope.toIncarnation());
        if (receiver != null && envelope.echo() != 0 && envelope.echo() > process.stampHeard(receiver.serial())) {
            throw new BrokenPromise("P3", process + " acknowledges a frame of " + receiver + " that it never had");
        }
    }
}
