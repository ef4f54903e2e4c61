package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Pending;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.TimeSource;

/**
 * All messages of one node: who is written to and heard, by what way, and what time does to what waits. Thread-safe; nothing waits
 * but a sender that asked for it.
 */
public final class Messenger implements LinkHandler {

    /** About how much one call carries where there is no link. */
    static final int CARRIED_BYTES = 128 << 10;

    static final Delivery NOBODY = new Delivery(List.of(new Delivery.Outcome(null, Verdict.DELIVERED, "")));

    private static final long TICK_NANOS = 100_000_000;

    private final TimeSource time;
    private final Carrier carrier;
    private final Executor executor;
    private final Supplier<ClusterView> views;
    private final MessageLimits limits;
    private final Warnings warnings = new Warnings();
    private final Handlers handlers = new Handlers();
    private final Replies replies = new Replies(this);
    private final LeaderQueue leaderQueue;
    private final Telling telling = new Telling(this);
    private final Lanes lanes = new Lanes();
    private final Foreign foreign = new Foreign(this);
    private final NeighbourMail neighbourMail;
    private final Correspondents correspondents;
    private final @Nullable MessageCounts counts;
    private volatile long due = Long.MAX_VALUE;
    private volatile @Nullable String stopped;

    /** One that is not measured; as below. */
    public Messenger(
            TimeSource time, Carrier carrier, Executor executor, Supplier<ClusterView> views, MessageLimits limits) {
        this(time, carrier, executor, views, limits, Measurements.NONE);
    }

    /**
     * @param views the node's view at this moment
     * @param executor where handlers run that bring none of their own, and what hangs on verdicts
     */
    public Messenger(
            TimeSource time,
            Carrier carrier,
            Executor executor,
            Supplier<ClusterView> views,
            MessageLimits limits,
            Measurements measurements) {
        this.counts = measurements == Measurements.NONE ? null : new MessageCounts(measurements);
        this.time = time;
        this.carrier = carrier;
        this.executor = executor;
        this.views = views;
        this.limits = limits;
        this.correspondents = new Correspondents(this, limits);
        this.neighbourMail = new NeighbourMail(this, limits);
        this.leaderQueue = new LeaderQueue(this, limits);
    }

    // What its parts ask of it.

    long now() {
        return time.nanos();
    }

    long wallMillis() {
        return time.wallMillis();
    }

    ClusterView view() {
        return views.get();
    }

    Carrier carrier() {
        return carrier;
    }

    Executor executor() {
        return executor;
    }

    Warnings warnings() {
        return warnings;
    }

    Handlers handlers() {
        return handlers;
    }

    Replies replies() {
        return replies;
    }

    LeaderQueue leaderQueue() {
        return leaderQueue;
    }

    NeighbourMail neighbourMail() {
        return neighbourMail;
    }

    Lanes lanes() {
        return lanes;
    }

    void free(int lane) {
        lanes.free(lane);
    }

    /** Runs code of the application. */
    void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException applicationShutItDown) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    void complete(List<CompletableFuture<Void>> futures) {
        for (CompletableFuture<Void> future : futures) {
            if (!future.isDone()) {
                run(() -> future.complete(null));
            }
        }
    }

    /** Tells verdicts, in order; on the calling thread where no code of the application hangs on any. */
    void tell(List<Pending> settled) {
        if (counts != null && !settled.isEmpty()) {
            counts.settled(settled, now());
        }
        if (settled.stream().anyMatch(Messenger::isAwaited)) {
            telling.tell(settled);
            alarmIfNone();
        } else {
            tellHere(settled);
        }
    }

    private static boolean isAwaited(Pending settled) {
        return settled instanceof Outgoing outgoing && outgoing.teller().isAwaited();
    }

    static void tellHere(List<Pending> settled) {
        for (Pending each : settled) {
            if (each instanceof Outgoing outgoing) {
                outgoing.teller().tell(outgoing);
            }
        }
    }

    void settle(Outgoing message, Verdict verdict, String reason) {
        message.settle(verdict, reason);
        tell(List.of(message));
    }

    // Sending.

    Correspondent correspondent(Member member) {
        return correspondents.of(member);
    }

    /**
     * Gives a message to a target, which may settle it at once.
     *
     * @param waitUntil until when the calling thread waits for room, on the monotonic clock; 0 not to wait
     */
    void add(Correspondent to, Outgoing message, long waitUntil) {
        if (counts != null) {
            counts.added(message, now());
        }
        boolean mayWait = waitUntil != 0;
        Added added = to.add(message, mayWait);
        while (added == Added.FULL && mayWait && to.awaitRoom(message, waitUntil)) {
            added = to.add(message, true);
        }
        judge(added, to, message);
    }

    /** Settles a message that a target did not take. */
    void judge(Added added, Correspondent to, Outgoing message) {
        if (added == Added.FULL) {
            settle(message, Verdict.REFUSED, full(to.host()));
        } else if (added == Added.GONE) {
            notThere(message, to.host() + " is not a member any more");
        }
    }

    String full(String host) {
        return "more than " + limits.bytesPerTarget() + " bytes or " + limits.messagesPerTarget()
                + " messages wait for " + host + " already";
    }

    /** Adds what nobody waits for; false when it is not taken. */
    boolean add(Correspondent to, Posted posted, int lane, long lifeNanos) {
        Outgoing message = new Outgoing(
                posted,
                lane,
                now() + lifeNanos,
                Unheard.INSTANCE,
                NOBODY.outcomes().get(0),
                true);
        return to.add(message, false) == Added.YES;
    }

    private void notThere(Outgoing message, String why) {
        String end = stopped;
        if (end == null) {
            settle(message, Verdict.GONE, why);
        } else {
            settle(message, Verdict.REFUSED, end);
        }
    }

    // What happens to the node. On its own thread.

    /**
     * The view is about to change. Whoever reads the next one, on whatever thread, can write to those that are new in it; what waits for a
     * process in whose place one of them has come is before that.
     */
    public void viewChanges(ClusterView next) {
        correspondents.welcome(next);
        for (Member before : correspondents.replacedIn(next)) {
            leaderQueue.leaves(before);
            ended(before, next);
        }
    }

    /** The view has changed, after {@link #viewChanges}. */
    public void viewChanged(ClusterView view) {
        List<String> neighbours = new ArrayList<>();
        for (Member member : view.members()) {
            if (member.isNeighbour()) {
                neighbours.add(member.host());
            } else if (member.isSameProcessAs(view.self())) {
                Correspondent there = correspondents.of(member);
                there.openedOnce(() -> new Loopback(this, there));
            }
        }
        correspondents.replace(view).forEach(gone -> ended(gone, view));
        neighbourMail.keep(neighbours);
        leaderQueue.leaderIs(view.leader());
        correspondents.forget();
    }

    private void ended(Member member, ClusterView view) {
        Correspondent there = correspondent(member);
        List<Pending> toLeader = new ArrayList<>();
        for (Pending pending : there.end(member.host() + " is gone")) {
            if (!(pending instanceof Outgoing message)) {
                continue;
            }
            if (message.isForTheLeader()) {
                toLeader.add(message);
            } else {
                redirect(message, member, view);
            }
        }
        leaderQueue.takeBack(toLeader);
    }

    /** What was not transmitted goes to the process that came in that one's place, if there is one. */
    private void redirect(Outgoing message, Member gone, ClusterView view) {
        for (Member member : view.members()) {
            if (member.host().equals(gone.host()) && !member.isNeighbour() && !message.isBound()) {
                Correspondent there = correspondent(member);
                message.redirect(there.delivered().outcomes().get(0));
                add(there, message, 0);
                return;
            }
        }
        settle(message, Verdict.GONE, gone.host() + " was gone before it could be sent");
    }

    /** Time has passed. */
    public void tick() {
        due = Long.MAX_VALUE;
        long now = now();
        boolean more = leaderQueue.tick(now);
        more |= replies.tick(now);
        more |= neighbourMail.tick(now);
        more |= telling.tick(now);
        for (Correspondent each : correspondents.all()) {
            more |= each.tick(now);
        }
        if (more) {
            alarmWithin(TICK_NANOS);
        }
    }

    /** When {@link #tick()} wants to be called, on the monotonic clock; {@link Long#MAX_VALUE} for not at all. Thread-safe. */
    public long due() {
        return due;
    }

    void alarmIfNone() {
        if (due == Long.MAX_VALUE) {
            alarmWithin(TICK_NANOS);
        }
    }

    void alarmWithin(long nanos) {
        long wanted = now() + nanos;
        if (wanted < due) {
            due = wanted;
            carrier.alarm();
        }
    }

    /** The node stops: nothing is sent any more, and everything gets its verdict. */
    public void stop(String reason) {
        String why = "this node has stopped: " + reason;
        stopped = why;
        leaderQueue.stop(why);
        for (Correspondent each : correspondents.all()) {
            for (Pending pending : each.end(why)) {
                if (pending instanceof Outgoing message) {
                    settle(message, Verdict.REFUSED, why);
                }
            }
        }
        neighbourMail.stop(why);
        replies.stop(why);
    }

    /** A batch that {@link Carrier#carry} was given has come there, or perhaps not. */
    public void carried(long incarnation, boolean arrived) {
        Correspondent there = correspondents.known(incarnation);
        if (there != null) {
            there.carried(arrived);
        }
    }

    /** A message of a .NET node came in; whether it was taken. From any thread. */
    public boolean deliver(ClusterMessage message) {
        return stopped == null && foreign.deliver(message);
    }

    /** What may be read of its messages. Thread-safe. */
    public Measurements.Readings readings() {
        return new MessageReadings(leaderQueue, correspondents, counts);
    }

    // What links bring.

    @Override
    public void opened(Link link) {
        correspondents.of(link.host(), link.incarnation()).opened(link);
    }

    @Override
    public void closed(Link link) {
        Correspondent there = correspondents.known(link.incarnation());
        if (there != null) {
            there.closed(link);
        }
    }

    @Override
    public @Nullable Batch next(Link link, int bytes) {
        Correspondent there = correspondents.known(link.incarnation());
        return there == null ? null : there.next(link, bytes);
    }

    /** Also for what was carried by a call. */
    @Override
    public void arrived(String host, long incarnation, Batch batch) {
        if (stopped == null) {
            correspondents.of(host, incarnation).arrived(batch);
        }
    }
}
