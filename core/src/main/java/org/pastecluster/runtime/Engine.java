package org.pastecluster.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.messenger.Carrier;
import org.pastecluster.messenger.Messenger;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one node: gives the protocol one input after the other, with the time, and carries out what it says. Has no thread
 * of its own; everything but what is said to be thread-safe runs on the node's {@link org.pastecluster.spi.Scheduling}.
 *
 * <p>The mailbox holds at most {@value Requests#WAITING} requests and closed links of other nodes, {@value #COMMANDS} requests of
 * the application, and the outcomes of {@value Exchanges#OPEN} calls.
 *
 * <p>If the protocol throws, the node stops itself and says why; the application goes on.
 */
public final class Engine {

    static final int COMMANDS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Input WOKEN = new Input.Woken();
    private static final Input CLOCK_JUMPED = new Input.ClockJumped();
    private static final long SHORTEST_SLEEP_NANOS = 1_000_000;
    private static final Duration NEIGHBOURS_ANSWER = Duration.ofSeconds(4);

    private final EngineParts parts;
    private final Protocol protocol;
    private final TimeSource time;
    private final Listeners listeners = new Listeners();
    private final History history = new History();
    private final Reports reports = new Reports();
    private final CallReports callReports = new CallReports(reports);
    private final Standing standing;
    private final Exchanges exchanges;
    private final Requests requests;
    private final Messenger messenger;
    private final WallClockWatch wallClock;
    private final Effects effects;
    private final Runnable wake = this::wake;
    private final AtomicInteger commandsWaiting = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletionStage<Void> stoppedForReaders = stopped.minimalCompletionStage();

    private volatile Runnable afterStop = () -> {};
    private volatile boolean receiving;
    private volatile ClusterEvent.@Nullable Stopped end;
    private volatile long lastRunMillis;
    private volatile long wakeDue = Long.MAX_VALUE;
    private volatile @Nullable Thread lastRunner;
    private long armedAt = Long.MAX_VALUE;
    private long lastNow = Long.MIN_VALUE;
    private long wokenAt = Long.MIN_VALUE;

    public Engine(EngineParts parts) {
        this.parts = parts;
        this.protocol = parts.protocol();
        this.time = parts.time();
        this.standing = new Standing(parts, listeners);
        this.exchanges = new Exchanges(parts.transport(), parts.scheduling(), this::takeOutcome);
        this.requests = new Requests(parts.scheduling(), this::take);
        this.messenger = new Messenger(time, new Carriage(), parts.handlers(), standing::view, parts.limits());
        // An application may write to itself before the node has done anything.
        messenger.viewChanges(standing.view());
        this.wallClock = new WallClockWatch(time, parts.settings().leaseWarning());
        this.effects =
                new Effects(standing, listeners, history, exchanges, requests, messenger, parts.transport(), wallClock);
        this.lastRunMillis = time.wallMillis();
    }

    /**
     * Starts the transport and gives the protocol its first input. Once. What the transport throws comes out.
     *
     * @param foundWithin how long founding waits for {@link #found}
     */
    void start(Duration foundWithin) {
        parts.transport().start(new Receiver());
        parts.scheduling()
                .execute(() -> take(new Input.Started(time.wallMillis(), parts.remembered(), foundWithin.toNanos())));
        receiving = true;
    }

    /**
     * Gives the node something that its application asks for. Thread-safe.
     *
     * @throws ClusterUnavailableException when it has stopped, or too much waits
     */
    void command(Input input) {
        ClusterEvent.Stopped ended = end;
        if (ended != null) {
            throw new ClusterUnavailableException("The cluster node has stopped: " + ended.reason());
        }
        if (commandsWaiting.incrementAndGet() > COMMANDS) {
            commandsWaiting.decrementAndGet();
            throw new ClusterUnavailableException("The cluster node has more than " + COMMANDS
                    + " requests of its application waiting; ask it less often.");
        }
        parts.scheduling().execute(() -> {
            commandsWaiting.decrementAndGet();
            take(input);
        });
    }

    /** Something outside names these nodes; as {@link Input.NodesFound}. Thread-safe. */
    void found(List<String> hosts, boolean complete) {
        parts.scheduling().execute(() -> take(new Input.NodesFound(hosts, complete)));
    }

    /** Asks the node to leave; never refused. Thread-safe. */
    void leave() {
        parts.scheduling().execute(() -> take(new Input.LeaveRequested()));
    }

    /** Stops without a word to others. The leadership is invalid when this returns. Thread-safe. */
    void abandon(String reason) {
        standing.revoke();
        parts.scheduling().execute(() -> finish(reason, false));
    }

    /** Completes when the node has stopped, on the threads that serve listeners. Thread-safe. */
    CompletionStage<Void> stopped() {
        return stoppedForReaders;
    }

    /** What runs on the node's own thread at its end, after the last news were given out. Set before the start. */
    void whenStopped(Runnable action) {
        afterStop = action;
    }

    Messenger messenger() {
        return messenger;
    }

    Standing standing() {
        return standing;
    }

    Listeners listeners() {
        return listeners;
    }

    Reports reports() {
        return reports;
    }

    List<HistoryEntry> history() {
        return history.entries();
    }

    ClusterHealth health() {
        return HealthVerdict.of(
                standing,
                parts.settings(),
                end,
                history.lastSetback(),
                reports.open(),
                wakeDue,
                time,
                Instant.ofEpochMilli(lastRunMillis));
    }

    /** Whether the calling thread is the one that ran this node last: whoever waits on it waits for itself. Thread-safe. */
    boolean isRunBy(Thread thread) {
        return lastRunner == thread;
    }

    private void wake() {
        armedAt = Long.MAX_VALUE;
        if (end != null) {
            return;
        }
        try {
            long now = now();
            if (protocol.nextWakeUp() <= now) {
                wokenAt = now;
                take(WOKEN);
            } else {
                standing.warnIfDue(now);
                tickIfDue(now);
                rearm(now);
            }
            wakeDue = armedAt;
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** A message wants to be looked after earlier than this node is to be woken. */
    private void wakeForMessages() {
        if (end != null) {
            return;
        }
        try {
            long now = now();
            tickIfDue(now);
            rearm(now);
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private long now() {
        lastNow = Math.max(lastNow, time.nanos());
        return lastNow;
    }

    private void take(Input input) {
        if (end != null) {
            return;
        }
        if (lastRunner != Thread.currentThread()) {
            lastRunner = Thread.currentThread();
        }
        try {
            long now = now();
            if (wallClock.jumped(now)) {
                standing.distrust(now);
                step(CLOCK_JUMPED, now);
            }
            lastRunMillis = wallClock.lastWallMillis();
            if (end == null) {
                step(input, now);
            }
            standing.warnIfDue(now);
            tickIfDue(now);
            rearm(now);
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void tickIfDue(long now) {
        if (messenger.due() <= now && end == null) {
            messenger.tick();
        }
    }

    private void takeOutcome(String host, Input outcome) {
        if (end == null) {
            callReports.take(host, outcome, now());
        }
        take(outcome);
    }

    private void step(Input input, long now) {
        for (Output output : protocol.step(input, now)) {
            if (output instanceof Output.Stopped over) {
                String failure = over.failure();
                finish(failure == null ? "It was asked to leave." : failure, failure != null);
            } else {
                effects.carryOut(output, now);
            }
            if (end != null) {
                return;
            }
        }
    }

    private void rearm(long now) {
        if (end != null) {
            return;
        }
        long next = Math.min(Math.min(protocol.nextWakeUp(), standing.warnAt()), messenger.due());
        if (next <= now && wokenAt == now) {
            next = now + SHORTEST_SLEEP_NANOS;
        }
        if (next < armedAt) {
            armedAt = next;
            wakeDue = next;
            parts.scheduling().wakeAt(next, wake);
        }
    }

    private void fail(Throwable failure) {
        LOG.error(
                "The cluster node {} stops itself after an internal error; the application goes on.",
                parts.self().host(),
                failure);
        finish("It stopped itself after an internal error: " + failure, true);
    }

    private void finish(String reason, boolean failed) {
        if (end != null) {
            return;
        }
        ClusterEvent.Stopped last = new ClusterEvent.Stopped(reason, failed);
        end = last;
        standing.stop(reason);
        messenger.stop(reason);
        listeners.publish(last);
        try {
            parts.transport().close();
        } catch (RuntimeException againstTheContract) {
            LOG.warn("The transport threw when it was closed.", againstTheContract);
        }
        parts.scheduling().close();
        Completions.run(() -> stopped.complete(null), parts.executor());
        afterStop.run();
    }

    /** What the messenger needs of the node. */
    private final class Carriage implements Carrier {
        @Override
        public void carry(String host, long incarnation, Batch batch) {
            parts.scheduling().execute(() -> take(new Input.CarryRequested(host, incarnation, batch)));
        }

        @Override
        public CompletionStage<Boolean> tell(Member neighbour, Message message) {
            return parts.transport().tellNeighbour(standing.view().self(), neighbour, message, NEIGHBOURS_ANSWER);
        }

        @Override
        public void alarm() {
            parts.scheduling().execute(Engine.this::wakeForMessages);
        }

        @Override
        public boolean isLeading() {
            HeldLeadership held = standing.leadership();
            return held != null && held.isValid();
        }
    }

    /** Takes what comes in from other nodes, on any thread. */
    private final class Receiver implements Transport.Receiver {
        @Override
        public boolean receive(Frame request, Transport.Answer answer) {
            return receiving && end == null && requests.receive(request, answer);
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return receiving && end == null && messenger.deliver(message);
        }

        @Override
        public LinkHandler links() {
            return messenger;
        }

        @Override
        public void closed(String host) {
            if (receiving && end == null) {
                requests.closed(host);
            }
        }

        @Override
        public void noticed(String host, String sentence) {
            reports.note("on the way to " + host, sentence, time.nanos());
        }
    }
}
