package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.TimeSource;

/**
 * Asks one {@link Discovery} again and again, one call at a time, and gives what it names to the node. The calls run elsewhere, so that
 * one that hangs can be told from one that answers; everything else runs on a {@link Scheduling} of its own. One that does not even
 * return when it is interrupted is given up, and asking goes on without it; while a second one does the same, nothing more is asked.
 */
final class DiscoveryLoop implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(5);

    /** How long a founder waits for the first answer, which is asked for more often meanwhile. */
    static final Duration FIRST_ANSWER = Duration.ofSeconds(2);

    static final int NODES = 1024;
    static final int LOST = 64;

    private static final long AWAITED_PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long TO_RETURN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LONGEST_TEXT = 300;

    private final DiscoverySource source;
    private final Supplier<ClusterView> view;
    private final Consumer<Set<String>> found;
    private final Reports reports;
    private final TimeSource time;
    private final Scheduling scheduling;
    private final Executor calls;
    private final ArrayDeque<Step> round = new ArrayDeque<>();
    private final ArrayDeque<Member> lost = new ArrayDeque<>();
    private @Nullable Call current;
    private @Nullable Call givenUp;
    private boolean answered;
    private long awaitedUntil;
    private boolean failed;
    private int failures;
    private long nextRound;
    private volatile boolean closed;

    /**
     * @param view how the node sees the cluster now
     * @param found takes what is named, after each answer; on this loop's scheduling
     * @param scheduling where it runs; closed with it
     * @param calls runs a call that may wait, and does not wait for it
     */
    DiscoveryLoop(
            DiscoverySource source,
            Supplier<ClusterView> view,
            Consumer<Set<String>> found,
            Reports reports,
            TimeSource time,
            Scheduling scheduling,
            Executor calls) {
        this.source = source;
        this.view = view;
        this.found = found;
        this.reports = reports;
        this.time = time;
        this.scheduling = scheduling;
        this.calls = calls;
    }

    void start() {
        awaitedUntil = time.nanos() + FIRST_ANSWER.toNanos();
        scheduling.execute(this::beginRound);
    }

    /** A member went out of the view. From any thread. */
    void left(Member member) {
        scheduling.execute(() -> {
            if (lost.size() >= LOST) {
                lost.removeFirst();
            }
            lost.addLast(member);
            next();
        });
    }

    private void beginRound() {
        failed = false;
        round.addLast(new Step("register this node", "register", discovery -> {
            discovery.register(view.get().self());
            return Answer.NOTHING;
        }));
        round.addLast(new Step("say where nodes are", "find", Answer::of));
        next();
    }

    private void next() {
        if (current != null || closed) {
            return;
        }
        Step step = round.pollFirst();
        Call call = step == null ? nextLost() : new Call(step, time.nanos() + LIMIT.toNanos());
        if (call == null) {
            scheduling.wakeAt(nextRound, this::woken);
            return;
        }
        current = call;
        scheduling.wakeAt(call.deadline, this::woken);
        try {
            calls.execute(call);
        } catch (RuntimeException | Error noThread) {
            end(call, Answer.NOTHING, noThread);
        }
    }

    private @Nullable Call nextLost() {
        while (!lost.isEmpty()) {
            Member member = lost.removeFirst();
            if (view.get().members().stream().noneMatch(each -> hasReplaced(member, each))) {
                Step step = new Step("take note that a node is gone", "lost", discovery -> {
                    discovery.lost(member);
                    return Answer.NOTHING;
                });
                return new Call(step, time.nanos() + LIMIT.toNanos());
            }
        }
        return null;
    }

    /** The member itself may still be in the view, which is told after its leaving. */
    private static boolean hasReplaced(Member lost, Member present) {
        return present.host().equals(lost.host()) && !present.isSameProcessAs(lost);
    }

    private void woken() {
        Call call = current;
        if (call == null) {
            if (!closed && time.nanos() >= nextRound) {
                beginRound();
            } else {
                next();
            }
        } else if (!call.late && time.nanos() >= call.deadline) {
            call.late = true;
            fails(call.step, "it has not answered for " + LIMIT.toMillis() + " ms");
            call.interrupt();
            scheduling.wakeAt(call.deadline + TO_RETURN_NANOS, this::woken);
        } else if (call.late && time.nanos() >= call.deadline + TO_RETURN_NANOS) {
            giveUp(call);
        }
    }

    private void giveUp(Call call) {
        if (givenUp != null) {
            report(
                    "hang",
                    "The discovery " + source.name()
                            + " hangs: two calls to it have not returned, although they were interrupted. It is asked again when one of"
                            + " them has; give it a time-out that is shorter than " + LIMIT.toMillis() + " ms.");
            return;
        }
        givenUp = call;
        current = null;
        if (!call.step.isLost()) {
            round.clear();
            endRound();
        }
        next();
    }

    /** What was given up has returned; so another call may be. */
    private void returned() {
        givenUp = null;
        settle("hang");
        Call call = current;
        if (call != null && call.late && time.nanos() >= call.deadline + TO_RETURN_NANOS) {
            giveUp(call);
        }
    }

    private void ended(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        scheduling.execute(() -> end(call, answer, failure));
    }

    private void end(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        if (call == givenUp) {
            returned();
            return;
        }
        current = null;
        settle("hang");
        if (!call.late) {
            if (failure != null) {
                fails(call.step, oneLine(failure.toString()));
            } else if (answer == null) {
                fails(call.step, "it gave null for an answer");
            } else {
                succeeds(call.step, answer);
            }
        }
        if (call.step.isFind()) {
            endRound();
        }
        next();
    }

    private void endRound() {
        if (failed && !answered && time.nanos() < awaitedUntil) {
            nextRound = time.nanos() + AWAITED_PAUSE_NANOS;
            return;
        }
        failures = failed ? Math.min(failures + 1, 30) : 0;
        nextRound = time.nanos() + pause();
    }

    private long pause() {
        long interval = source.interval().toNanos();
        long longest = Math.max(interval, LONGEST_PAUSE_NANOS);
        return failures == 0 ? interval : Math.min(longest, FIRST_PAUSE_NANOS << (failures - 1));
    }

    private void fails(Step step, String why) {
        failed |= !step.isLost();
        report(
                step.kind,
                "The discovery " + source.name() + " could not " + step.aim + ": " + why
                        + ". The node goes on with the nodes that it knows, and will ask again.");
    }

    private void succeeds(Step step, Answer answer) {
        if (!step.isFind()) {
            settle(step.kind);
            return;
        }
        Set<String> hosts = new LinkedHashSet<>();
        boolean unfit = false;
        for (NodeAddress address : answer.nodes) {
            if (address == null || hosts.size() >= NODES) {
                unfit = true;
            } else {
                hosts.add(address.host());
            }
        }
        if (answer.complaint != null) {
            report(step.kind, "The discovery " + source.name() + ": " + oneLine(answer.complaint) + ".");
        } else if (answer.nodes.isEmpty()) {
            report(
                    step.kind,
                    "The discovery " + source.name() + " names no node; see whether it looks in the right place.");
        } else if (unfit) {
            report(
                    step.kind,
                    "The discovery " + source.name() + " named something that is null, or more than " + NODES
                            + " nodes; that was left out.");
        } else {
            settle(step.kind);
        }
        answered = true;
        found.accept(hosts);
    }

    private void report(String kind, String sentence) {
        reports.report("discovery " + source.name() + " " + kind, Kind.DISCOVERY, sentence, time.nanos());
    }

    private void settle(String kind) {
        reports.settle("discovery " + source.name() + " " + kind, time.nanos());
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        String shown = line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
        return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
    }

    /** Asks nothing more, and interrupts what is being asked. Returns without waiting. From any thread. */
    @Override
    public void close() {
        closed = true;
        scheduling.execute(() -> {
            Call call = current;
            if (call != null) {
                call.interrupt();
            }
            // Once more, for who holds what it waits for may have let it go.
            if (givenUp != null) {
                givenUp.interrupt();
            }
            scheduling.close();
        });
    }

    /**
     * What a discovery said.
     *
     * @param nodes those that it names, read on the thread that asked it, for reading may wait or throw too; no further than they are taken
     */
    private record Answer(List<NodeAddress> nodes, @Nullable String complaint) {

        static final Answer NOTHING = new Answer(List.of(), null);

        static @Nullable Answer of(Discovery discovery) throws Exception {
            List<NodeAddress> given = discovery.find();
            if (given == null) {
                return null;
            }
            List<NodeAddress> some = new ArrayList<>();
            for (NodeAddress each : given) {
                some.add(each);
                if (some.size() > NODES) {
                    break;
                }
            }
            return new Answer(some, discovery.complaint());
        }
    }

    /** What is asked of a discovery. */
    private interface Asked {
        @Nullable
        Answer of(Discovery discovery) throws Exception;
    }

    /**
     * One thing to ask.
     *
     * @param aim what it is asked to do, for a sentence
     * @param kind names the subject of what is wrong with it
     */
    private record Step(String aim, String kind, Asked asked) {
        boolean isFind() {
            return kind.equals("find");
        }

        boolean isLost() {
            return kind.equals("lost");
        }
    }

    /** One call, on a thread on which it may wait. */
    private final class Call implements Runnable {

        private final Step step;
        private final long deadline;
        private boolean late;
        private @Nullable Thread thread;

        Call(Step step, long deadline) {
            this.step = step;
            this.deadline = deadline;
        }

        @Override
        public void run() {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            Answer answer = null;
            Throwable failure = null;
            try {
                answer = step.asked.of(source.discovery());
            } catch (Throwable thrown) {
                failure = thrown;
            }
            synchronized (this) {
                thread = null;
                // So that the interrupt that ended the call hits nothing else on this thread.
                boolean unused = Thread.interrupted();
            }
            ended(this, answer, failure);
        }

        synchronized void interrupt() {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }
    }
}
