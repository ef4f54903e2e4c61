package org.pastecluster.spring.boot.leader;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.boot.leader.slots.DueSlot;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Where leader-only calls come in: open while this node leads and the application is not stopping. Knows what is running, so that a
 * stop can wait for it. Thread-safe.
 */
public final class LeaderGate
        implements ClusterDrain, SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware {

    private final Supplier<Cluster> cluster;
    private final LongAdder ran = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder alreadyRun = new LongAdder();
    private final Set<LeaderCall> running = new HashSet<>();
    private CompletableFuture<Void> empty = CompletableFuture.completedFuture(null);
    private @Nullable Leadership watched;
    private @Nullable ApplicationContext context;
    private boolean stopping;
    private volatile boolean started;

    /** @param cluster asked at each call, for the gate is made before the node */
    public LeaderGate(Supplier<Cluster> cluster) {
        this.cluster = cluster;
    }

    /** How many leader-only calls ran on this node. */
    public long ran() {
        return ran.sum();
    }

    /** How many were skipped or refused, because this node did not lead. */
    public long skipped() {
        return skipped.sum();
    }

    /** How many did not run on this node, which led, because their slot had been run. */
    public long alreadyRun() {
        return alreadyRun.sum();
    }

    /**
     * A call comes in; empty if it must not run.
     *
     * @param due the slot that it runs; null for none. It waits for the other nodes then
     */
    Optional<LeaderCall> enter(boolean interruptible, @Nullable DueSlot due) {
        Optional<Leadership> leads = cluster.get().leadership().filter(Leadership::isValid);
        LeaderCall call = leads.map(leadership -> new LeaderCall(this, leadership, interruptible, due))
                .orElse(null);
        if (call == null || !admit(call)) {
            skipped.increment();
            return Optional.empty();
        }
        if (interruptible) {
            watch(call.leadership);
        }
        LongAdder counter = skipped;
        try {
            counter = counterOf(call);
        } finally {
            counter.increment();
            if (counter != ran) {
                call.returned();
                left(call);
            }
        }
        return counter == ran ? Optional.of(call) : Optional.empty();
    }

    /** What becomes of a call that is among the running ones already, so that a stop waits for it. */
    private LongAdder counterOf(LeaderCall call) {
        boolean first = call.isFirst();
        // It may have ended before the call could be found for its interruption.
        if (!call.leadership.isValid()) {
            if (first) {
                call.tellOfUnrunSlot();
            }
            return skipped;
        } else if (first) {
            return ran;
        }
        return Thread.currentThread().isInterrupted() ? skipped : alreadyRun;
    }

    Cluster cluster() {
        return cluster.get();
    }

    private synchronized boolean admit(LeaderCall call) {
        if (stopping) {
            return false;
        }
        if (running.isEmpty()) {
            empty = new CompletableFuture<>();
        }
        running.add(call);
        return true;
    }

    void left(LeaderCall call) {
        CompletableFuture<Void> ended = null;
        synchronized (this) {
            if (running.remove(call) && running.isEmpty()) {
                ended = empty;
            }
        }
        if (ended != null) {
            ended.complete(null);
        }
    }

    /** One look at its end for all the calls of a leadership, which may last for months. */
    private void watch(Leadership leadership) {
        synchronized (this) {
            if (watched == leadership) {
                return;
            }
            watched = leadership;
        }
        leadership.ended().thenRun(() -> interruptIf(leadership));
    }

    private void interruptIf(Leadership ended) {
        for (LeaderCall call : running()) {
            if (call.interruptible && call.leadership == ended) {
                call.interrupt();
            }
        }
    }

    private synchronized List<LeaderCall> running() {
        return List.copyOf(running);
    }

    @Override
    public synchronized CompletionStage<?> drain() {
        stopping = true;
        return empty.copy();
    }

    @Override
    public void interrupt() {
        running().forEach(LeaderCall::interrupt);
    }

    @Override
    public synchronized void setApplicationContext(ApplicationContext own) {
        context = own;
    }

    /** Comes before anything of the application is stopped; that of a child context says nothing of this one. */
    @Override
    public synchronized void onApplicationEvent(ContextClosedEvent event) {
        stopping |= event.getApplicationContext() == context;
    }

    @Override
    public void start() {
        synchronized (this) {
            stopping = false;
        }
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
