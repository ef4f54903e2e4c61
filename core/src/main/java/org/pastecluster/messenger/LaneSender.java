package org.pastecluster.messenger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
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
    private volatile @Nullable Resolved last;
    private volatile @Nullable Several lastSeveral;

    /** To whom the last message went, for the next one is often for the same. */
    private record Resolved(ClusterView view, Target target, Correspondent to, boolean bound) {

        @SuppressWarnings("ReferenceEquality") // Two views that are equal need not be compared member by member.
        boolean fits(ClusterView now, Target wanted) {
            return view == now && target.equals(wanted);
        }
    }

    /** The same of a message to several. */
    private record Several(ClusterView view, Target target, List<Recipient> recipients) {

        @SuppressWarnings("ReferenceEquality")
        boolean fits(ClusterView now, Target wanted) {
            return view == now && target.equals(wanted);
        }
    }

    /**
     * One of several.
     *
     * @param to null for a .NET node
     * @param delivered what is told when it was delivered there
     */
    private record Recipient(Member member, @Nullable Correspondent to, Delivery delivered) {}

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
        Resolved known = last;
        if (known != null && known.fits(view, target)) {
            return one(known.to, posted, deadline, known.bound);
        }
        Several others = lastSeveral;
        if (others != null && purpose != Posted.Purpose.REQUEST && others.fits(view, target)) {
            return several(others.recipients, posted, deadline);
        }
        if (target instanceof Target.SelfIfLeading) {
            return messenger.carrier().isLeading()
                    ? one(messenger.correspondent(view.self()), posted, deadline, true)
                    : settled(Verdict.REFUSED, "this node does not lead");
        }
        List<Member> members = Targets.in(view, target);
        if (members.isEmpty()) {
            return settled(Verdict.GONE, Targets.nobody(target));
        } else if (members.size() == 1) {
            return one(view, target, members.get(0), posted, deadline);
        } else if (purpose == Posted.Purpose.REQUEST) {
            return settled(Verdict.REFUSED, "several nodes fit; a request goes to exactly one");
        }
        Several found =
                new Several(view, target, members.stream().map(this::recipient).toList());
        lastSeveral = found;
        return several(found.recipients, posted, deadline);
    }

    private Recipient recipient(Member member) {
        Delivery delivered = new Delivery(List.of(new Delivery.Outcome(member, Verdict.DELIVERED, "")));
        return new Recipient(member, member.isNeighbour() ? null : messenger.correspondent(member), delivered);
    }

    private CompletableFuture<Delivery> one(
            ClusterView view, Target target, Member member, Posted posted, long deadline) {
        if (member.isNeighbour()) {
            Delivery delivered = new Delivery(List.of(new Delivery.Outcome(member, Verdict.DELIVERED, "")));
            SingleDelivery told = new SingleDelivery(delivered);
            messenger.neighbourMail().send(member, outgoing(posted, deadline, told, delivered, true));
            return told;
        }
        Correspondent to = messenger.correspondent(member);
        boolean bound = target instanceof Target.OneProcess;
        last = new Resolved(view, target, to, bound);
        return one(to, posted, deadline, bound);
    }

    private CompletableFuture<Delivery> one(Correspondent to, Posted posted, long deadline, boolean bound) {
        Delivery delivered = to.delivered();
        SingleDelivery told = new SingleDelivery(delivered);
        messenger.add(to, outgoing(posted, deadline, told, delivered, bound), waitUntil(deadline));
        return told;
    }

    private CompletableFuture<Delivery> several(List<Recipient> recipients, Posted posted, long deadline) {
        SeveralDeliveries told = new SeveralDeliveries(recipients.size());
        List<Outgoing> all = new ArrayList<>(recipients.size());
        for (Recipient recipient : recipients) {
            Outgoing each = outgoing(posted, deadline, told, recipient.delivered, false);
            told.add(each);
            all.add(each);
        }
        for (int i = 0; i < all.size(); i++) {
            Recipient recipient = recipients.get(i);
            if (recipient.to == null) {
                messenger.neighbourMail().send(recipient.member, all.get(i));
            } else {
                messenger.add(recipient.to, all.get(i), waitUntil(deadline));
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
                if (!member.isNeighbour()) {
                    all.add(messenger.correspondent(member).room());
                }
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
