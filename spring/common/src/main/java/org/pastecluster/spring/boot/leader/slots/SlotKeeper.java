package org.pastecluster.spring.boot.leader.slots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.spi.ReservedMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger in step with the other nodes'. Who begins to lead asks all members what they know before it takes a slot; who takes one
 * tells all members first, and hears from each whether it has been taken; who joins is told by the leader, and tells it. No answer within
 * {@link #LONGEST} counts as none: a member that does not answer keeps no job from running. Thread-safe; nothing here waits.
 */
final class SlotKeeper implements AutoCloseable {

    /** How long a member may take to answer. */
    static final Duration LONGEST = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(SlotKeeper.class);

    private final SlotLedger ledger;
    private final SlotJobs jobs;
    private final Consumer<Leadership> whenCollected;
    private final List<ListenerRegistration> registrations = new ArrayList<>();
    private final AtomicBoolean clocksToldApart = new AtomicBoolean();
    private volatile Clock clock = Clock.systemUTC();
    private volatile @Nullable Joined joined;
    private @Nullable Leadership collectedFor;
    private CompletableFuture<Void> collected = CompletableFuture.completedFuture(null);

    /**
     * Where the node is.
     *
     * @param lane one of its own, so that slots wait behind no message of the application
     */
    private record Joined(Cluster cluster, Lane lane) {}

    /** @param whenCollected called once for each leadership of this node, when it knows what the others know and before it takes a slot */
    SlotKeeper(SlotJobs jobs, Consumer<Leadership> whenCollected) {
        this.jobs = jobs;
        this.ledger = new SlotLedger(jobs::isJob);
        this.whenCollected = whenCollected;
    }

    /** Begins to listen to the other nodes, if it has not. */
    synchronized void join(Cluster cluster) {
        if (joined == null) {
            joined = new Joined(cluster, cluster.messages().openLane(LaneSettings.DEFAULT));
            registrations.add(cluster.messages().onRequest(ReservedMessages.SLOTS, this::answer));
            registrations.add(cluster.addListener(this::happened));
        }
    }

    /** By which clock schedules are planned. */
    void clock(Clock value) {
        clock = value;
    }

    Clock clock() {
        return clock;
    }

    private long now() {
        return clock.millis();
    }

    @Nullable
    Mark mark(String job) {
        return ledger.mark(job, now());
    }

    /** The leadership of this node, if it has one, for {@link #collected}. */
    @Nullable
    Leadership leadership() {
        Joined here = joined;
        return here == null ? null : here.cluster().leadership().orElse(null);
    }

    /**
     * Takes a slot for this node, which leads.
     *
     * @return whether it is free, and this node still leads; what was taken is not given back, so that it is not run if this node leads no more
     */
    CompletionStage<Boolean> take(String job, Instant slot, Leadership leadership) {
        return collected(leadership).thenCompose(known -> takeNow(job, slot.toEpochMilli(), leadership));
    }

    private CompletionStage<Boolean> takeNow(String job, long slot, Leadership leadership) {
        // Before it is noted, for a slot that is noted and not run is lost.
        if (!leadership.isValid() || !ledger.take(job, slot, now())) {
            return CompletableFuture.completedFuture(false);
        }
        SlotLetter letter = new SlotLetter(SlotLetter.Kind.TAKE, Map.of(job, new Mark(slot, true)));
        List<CompletableFuture<Boolean>> answers =
                others().stream().map(member -> isFree(member, letter)).toList();
        return all(answers)
                .thenApply(
                        answered -> leadership.isValid() && answers.stream().allMatch(answer -> answer.getNow(true)));
    }

    /** True too when the member does not say. */
    private CompletableFuture<Boolean> isFree(Member member, SlotLetter letter) {
        return ask(member, letter).thenApply(answer -> {
            if (answer == null) {
                return true;
            }
            learn(member.host(), answer);
            return answer.marks().isEmpty();
        });
    }

    /** Completes when this node knows what the others know; it asks them once for each leadership. */
    CompletableFuture<Void> collected(Leadership leadership) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (this) {
            if (collectedFor == leadership || !leadership.isValid()) {
                return collected;
            }
            collectedFor = leadership;
            collected = future;
        }
        var unused = all(others().stream().map(this::exchange).toList()).whenComplete((answers, never) -> {
            begin(leadership);
            future.complete(null);
        });
        return future;
    }

    private void begin(Leadership leadership) {
        try {
            if (ledger.begin(jobs.names(), now())) {
                for (Member member : others()) {
                    var unused = exchange(member);
                }
            }
            whenCollected.accept(leadership);
        } catch (RuntimeException unexpected) {
            LOG.warn("Missed slots of leader-only jobs could not be looked for.", unexpected);
        }
    }

    private void happened(ClusterEvent event) {
        if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            var unused = collected(acquired.leadership());
        } else if (event instanceof ClusterEvent.MemberJoined news && leadership() != null) {
            var unused = exchange(news.member());
        }
    }

    private CompletableFuture<?> exchange(Member member) {
        return ask(member, everything()).thenAccept(answer -> {
            if (answer != null) {
                learn(member.host(), answer);
            }
        });
    }

    private SlotLetter everything() {
        return new SlotLetter(SlotLetter.Kind.EXCHANGE, ledger.all(now()));
    }

    private void learn(String from, SlotLetter letter) {
        if (!ledger.merge(letter.marks(), now()) && clocksToldApart.compareAndSet(false, true)) {
            LOG.warn(
                    "The clocks of this node and {} differ by more than {} minutes, so that a slot of a leader-only job may run on both; set them right.",
                    from,
                    SlotLedger.FARTHEST_AHEAD.toMinutes());
        }
    }

    /** A member's answer; null for none. Never fails. */
    private CompletableFuture<@Nullable SlotLetter> ask(Member member, SlotLetter letter) {
        CompletableFuture<@Nullable SlotLetter> answer = new CompletableFuture<>();
        Joined here = joined;
        if (here == null || member.isNeighbour()) {
            answer.complete(null);
            return answer;
        }
        try {
            here.lane()
                    .request(Target.process(member), letter.message(), LONGEST)
                    .whenComplete((reply, failure) -> {
                        if (failure instanceof RequestFailedException none && mayComeBack(none.verdict())) {
                            tell(here.lane(), member, letter);
                        }
                        answer.complete(reply == null ? null : read(reply));
                    });
        } catch (RuntimeException stopped) {
            answer.complete(null);
        }
        return answer;
    }

    private static boolean mayComeBack(Verdict unanswered) {
        return unanswered == Verdict.EXPIRED || unanswered == Verdict.UNKNOWN;
    }

    /** It has 30 s to hear of it, in case that this node, who knows, is gone by then. */
    private static void tell(Lane lane, Member silent, SlotLetter letter) {
        try {
            var unused = lane.send(
                    Target.process(silent), new SlotLetter(SlotLetter.Kind.EXCHANGE, letter.marks()).message());
        } catch (RuntimeException stopped) {
            LOG.debug("{} is not told of slots.", silent.host(), stopped);
        }
    }

    private static @Nullable SlotLetter read(ClusterMessage reply) {
        try {
            return SlotLetter.of(reply.content());
        } catch (IllegalArgumentException foreign) {
            LOG.debug("{} answers about slots what this node does not understand.", reply.from(), foreign);
            return null;
        }
    }

    private CompletionStage<Message> answer(ClusterMessage message) {
        SlotLetter letter = SlotLetter.of(message.content());
        Map<String, Mark> inTheWay =
                letter.kind() == SlotLetter.Kind.TAKE ? ledger.give(letter.marks(), now()) : Map.of();
        learn(message.from(), letter);
        Map<String, Mark> known = letter.kind() == SlotLetter.Kind.EXCHANGE ? ledger.all(now()) : inTheWay;
        return CompletableFuture.completedFuture(new SlotLetter(SlotLetter.Kind.ANSWER, known).message());
    }

    private List<Member> others() {
        Joined here = joined;
        return here == null
                ? List.of()
                : here.cluster().view().members().stream()
                        .filter(member -> !member.isSameProcessAs(here.cluster().self()))
                        .toList();
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }

    @Override
    public synchronized void close() {
        registrations.forEach(ListenerRegistration::remove);
        registrations.clear();
        Joined here = joined;
        if (here != null) {
            here.lane().close();
            joined = null;
        }
    }
}
