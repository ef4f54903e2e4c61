package org.pastecluster.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Member;
import org.pastecluster.messenger.Messenger;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Transport;

/** Carries out what the protocol says, all but the node's end. On the node's own thread. */
final class Effects {

    private final Standing standing;
    private final Listeners listeners;
    private final History history;
    private final Exchanges exchanges;
    private final Requests requests;
    private final Messenger messenger;
    private final Transport transport;
    private final WallClockWatch wallClock;

    Effects(
            Standing standing,
            Listeners listeners,
            History history,
            Exchanges exchanges,
            Requests requests,
            Messenger messenger,
            Transport transport,
            WallClockWatch wallClock) {
        this.standing = standing;
        this.listeners = listeners;
        this.history = history;
        this.exchanges = exchanges;
        this.requests = requests;
        this.messenger = messenger;
        this.transport = transport;
        this.wallClock = wallClock;
    }

    void carryOut(Output output, long now) {
        if (output instanceof Output.Call call) {
            exchanges.call(call);
        } else if (output instanceof Output.Answer answer) {
            requests.answer(answer);
        } else if (output instanceof Output.Renewed renewed) {
            standing.renew(renewed.leaseEnd(), now);
        } else if (output instanceof Output.ViewChanged changed) {
            messenger.viewChanges(changed.view());
            standing.changeView(changed.view(), () -> openWays(changed.view()));
        } else if (output instanceof Output.Acquired acquired) {
            standing.acquire(acquired, now);
        } else if (output instanceof Output.Outbid outbid) {
            standing.outbid(outbid);
        } else if (output instanceof Output.Lost lost) {
            standing.lose(lost.reason());
        } else {
            tell(output);
        }
    }

    private void tell(Output output) {
        if (output instanceof Output.Joined joined) {
            listeners.publish(new ClusterEvent.MemberJoined(joined.member()));
        } else if (output instanceof Output.Left left) {
            listeners.publish(new ClusterEvent.MemberLeft(left.member(), left.reason()));
        } else if (output instanceof Output.Noted noted) {
            history.add(entry(noted));
        } else if (output instanceof Output.Arrived arrived) {
            messenger.arrived(arrived.from().host(), arrived.from().incarnation(), arrived.batch());
        } else if (output instanceof Output.Carried carried) {
            messenger.carried(carried.incarnation(), carried.arrived());
        } else {
            throw new IllegalStateException("The protocol said " + output + ", which the runtime does not know.");
        }
    }

    /** Who hears of a member can write to it. */
    private void openWays(ClusterView view) {
        messenger.viewChanged(view);
        List<Member> peers = new ArrayList<>(view.members());
        peers.removeIf(member -> member.isNeighbour() || member.isSameProcessAs(view.self()));
        transport.keepLinks(peers);
    }

    private HistoryEntry entry(Output.Noted noted) {
        OptionalLong number = noted.number() == 0 ? OptionalLong.empty() : OptionalLong.of(noted.number());
        Instant at = Instant.ofEpochMilli(wallClock.lastWallMillis());
        return new HistoryEntry(at, noted.kind(), number, noted.node(), noted.why());
    }
}
