package org.pastecluster.simulation.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Traffic;

/**
 * Who claimed leadership, or supported such a claim, although it had lately been called by the leader after that one's address had refused: the
 * exception of P3b holds only if no member hears it. Lately is half of the time of doubt. A call counts that was sent while the address
 * refused: one from before tells of no way that is open.
 */
final class HeardThoughRefused implements Watcher, Traffic {

    private final SimulatedCluster cluster;

    /** When a call was sent to an address that refuses just now. */
    private final Map<Long, Long> sent = new HashMap<>();

    /** Stamp of the first call that a process, by its incarnation, sent since its address refuses. */
    private final Map<Long, Long> callsAllTheSame = new HashMap<>();

    private final Map<Long, Long> refusedSince = new HashMap<>();
    private final Map<Long, Heard> heard = new HashMap<>();
    private final Map<Integer, Claim> claims = new HashMap<>();

    HeardThoughRefused(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    private record Heard(SimulatedProcess leader, long stamp, long at) {}

    private record Claim(SimulatedProcess heir, Map<SimulatedProcess, SimulatedProcess> ignored) {}

    /** Who ignored, for this heir's present claim, that it heard the predecessor; null for nobody. */
    @Nullable
    SimulatedProcess ignoring(SimulatedProcess heir, SimulatedProcess predecessor) {
        Claim claim = claims.get(heir.machine());
        return claim == null || claim.heir() != heir ? null : claim.ignored().get(predecessor);
    }

    @Override
    public void requested(int from, int to, long call, Frame request) {
        if (to >= 0 && cluster.network().isRefusing(to)) {
            sent.put(call, cluster.now());
        }
        long caller = request.envelope().from().incarnation();
        if (cluster.network().isRefusing(from)) {
            callsAllTheSame.putIfAbsent(caller, request.envelope().stamp());
        } else {
            callsAllTheSame.remove(caller);
        }
    }

    @Override
    public void failed(int from, int to, long call, CallFailure failure) {
        Long sentAt = sent.remove(call);
        if (sentAt != null && failure == CallFailure.REFUSED) {
            refusedSince.putIfAbsent(pair(from, to), sentAt);
        }
    }

    @Override
    public void answered(int from, int to, long call, Frame reply) {
        sent.remove(call);
        refusedSince.remove(pair(to, from));
        SimulatedProcess supporter = cluster.at(from);
        if (reply.body() instanceof Reply.Stand stand
                && stand.stance() == Reply.Stance.YES
                && supporter != null
                && supporter.role() == Role.FOLLOWING) {
            note(claims.get(to), supporter);
        }
    }

    @Override
    public void before(SimulatedProcess process, Input input) {
        if (!(input instanceof Input.Received received)) {
            return;
        }
        Frame frame = received.frame();
        LeaderRef leader = frame.envelope().following();
        long stamp = frame.envelope().stamp();
        if (leader == null
                || !leader.member().isSameProcessAs(frame.envelope().from())
                || !Frames.isMeantFor(frame, process)) {
            return;
        }
        Long since = callsAllTheSame.get(leader.incarnation());
        if (since == null || stamp < since) {
            return;
        }
        SimulatedProcess sender = cluster.ofIncarnation(leader.incarnation());
        if (sender != null && !sender.isFalse() && sender != process) {
            long pair = pair(process.machine(), sender.machine());
            Heard last = heard.get(pair);
            if (last == null || last.leader() != sender || last.stamp() < stamp) {
                heard.put(pair, new Heard(sender, stamp, cluster.now()));
            }
        }
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.ViewChanged changed
                    && changed.view().role() == Role.CLAIMING) {
                Claim claim = new Claim(process, new HashMap<>());
                claims.put(process.machine(), claim);
                note(claim, process);
            }
        }
    }

    private void note(@Nullable Claim claim, SimulatedProcess member) {
        SimulatedProcess leader = member.lastFollowed();
        if (claim == null || leader == null) {
            return;
        }
        long pair = pair(member.machine(), leader.machine());
        Long refused = refusedSince.get(pair);
        Heard last = heard.get(pair);
        ClusterSettings settings = cluster.plan(member.machine()).settings();
        long lately = cluster.now() - settings.doubt().toNanos() / 2;
        if (refused != null
                && last != null
                && last.leader() == leader
                && member.firstHeard(leader.serial()) < refused
                && last.at() > refused
                && last.at() > lately) {
            claim.ignored().put(leader, member);
        }
    }

    private static long pair(int from, int to) {
        return (long) from << 32 | to;
    }
}
