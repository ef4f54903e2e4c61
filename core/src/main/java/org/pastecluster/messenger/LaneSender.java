package org.pastecluster.messenger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.WhenFull;
import org.pastecluster.message.Posted;

/** One lane, to all targets. Thread-safe. */
final class LaneSender implements Lane {

    static final long REPLY_LIFE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Messenger messenger;
    private final LaneSettings settings;
    private final int lane;
    private final long lifeNanos;
    private final boolean blocks;
    private volatile boolean closed;

    LaneSender(Messenger messenger, LaneSettings settings, int lane) {
        this.messenger = messenger;
        this.settings = settings;
        this.lane = lane;
        this.lifeNanos = settings.timeToLive().toNanos();
        this.blocks = settings.whenFull() == WhenFull.BLOCK;
    }

    @Override
    public LaneSettings settings() {
        return settings;
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        return post(target, message, Posted.Purpose.NOTICE, 0, messenger.now() + lifeNanos);
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        return messenger.replies().request(this, target, message, deadline);
    }

    /**
     * @param deadline until when a handler has to begin with it
     */
    CompletableFuture<Delivery> post(
            Target target, Message message, Posted.Purpose purpose, long correlation, long deadline) {
        if (closed) {
            throw new IllegalStateException("This lane is closed; send on another one.");
        }
        boolean toLeader = target instanceof Target.Leader;
        boolean leaderOnly = toLeader || target instanceof Target.SelfIfLeading;
        Posted posted =
                new Posted(message, messenger.wallMillis(), purpose, correlation, settings.ordered(), leaderOnly);
        if (toLeader) {
            SingleDelivery told = new SingleDelivery(Messenger.NOBODY);
            messenger
                    .leaderQueue()
                    .send(outgoing(posted, deadline, told, Messenger.NOBODY, false), waitUntil(deadline));
            return told;
        }
        ClusterView view = messenger.view();
        if (target instanceof Target.SelfIfLeading) {
            return messenger.carrier().isLeading()
                    ? one(view.self(), posted, deadline, true)
                    : settled(Verdict.REFUSED, "this node does not lead");
        }
        List<Member> members = Targets.in(view, target);
        if (members.isEmpty()) {
            return settled(Verdict.GONE, Targets.nobody(target));
        } else if (members.size() == 1) {
            return one(members.get(0), posted, deadline, target instanceof Target.OneProcess);
        } else if (purpose == Posted.Purpose.REQUEST) {
            return settled(Verdict.REFUSED, "several nodes fit; a request goes to exactly one");
        }
        return several(members, posted, deadline);
    }

    private CompletableFuture<Delivery> one(Member member, Posted posted, long deadline, boolean bound) {
        Correspondent to = messenger.correspondent(member);
        SingleDelivery told = new SingleDelivery(to.delivered());
        messenger.add(to, outgoing(posted, deadline, told, to.delivered(), bound), waitUntil(deadline));
        return told;
    }

    private CompletableFuture<Delivery> several(List<Member> members, Posted posted, long deadline) {
        SeveralDeliveries told = new SeveralDeliveries(members.size());
        List<Outgoing> all = new ArrayList<>(members.size());
        for (Member member : members) {
            Delivery delivered = new Delivery(List.of(new Delivery.Outcome(member, Verdict.DELIVERED, "")));
            Outgoing each = outgoing(posted, deadline, told, delivered, false);
            told.add(each);
            all.add(each);
        }
        for (int i = 0; i < all.size(); i++) {
            Member member = members.get(i);
            if (member.isNeighbour()) {
                messenger.neighbourMail().send(member, all.get(i));
            } else {
                messenger.add(messenger.correspondent(member), all.get(i), waitUntil(deadline));
            }
        }
        return told.future();
    }

    private Outgoing outgoing(Posted posted, long deadline, Outgoing.Teller teller, Delivery delivered, boolean bound) {
        return new Outgoing(posted, lane, deadline, teller, delivered.outcomes().get(0), bound);
    }

    private long waitUntil(long deadline) {
        return blocks ? deadline : 0;
    }

    private static CompletableFuture<Delivery> settled(Verdict verdict, String reason) {
        return CompletableFuture.completedFuture(new Delivery(List.of(new Delivery.Outcome(null, verdict, reason))));
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        if (target instanceof Target.Leader) {
            all.add(messenger.leaderQueue().room());
        } else {
            for (Member member : Targets.in(messenger.view(), target)) {
                all.add(messenger.correspondent(member).room());
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            messenger.free(lane);
        }
    }
}
