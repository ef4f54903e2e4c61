package org.pastecluster.testkit.network;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.time.EventQueue;
import org.pastecluster.testkit.time.VirtualClock;

/**
 * One process on a machine of the virtual network. Whatever reaches it passes {@link #deliver}: while it is paused or slow
 * that waits, once it is dead it is lost.
 */
public final class VirtualProcess {

    private final EventQueue time;
    private final int machine;
    private final VirtualClock clock;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> next = new ArrayDeque<>();
    private @Nullable Observer observer;
    private Transport.@Nullable Receiver receiver;
    private boolean alive = true;
    private boolean paused;
    private boolean draining;
    private boolean running;
    private long stepCost;
    private long busyUntil;
    private long steadySince;
    private long pausedAt;
    private int openCalls;
    private long incarnation;

    VirtualProcess(EventQueue time, int machine, VirtualClock clock) {
        this.time = time;
        this.machine = machine;
        this.clock = clock;
        this.steadySince = time.now();
    }

    private record Waiting(Runnable task, long since) {}

    /** Told of what happens to a process. */
    public interface Observer {
        /** A pause is over; what has waited follows. */
        void resuming();

        /** It has done something and does nothing now. */
        default void ran() {}
    }

    public void observe(Observer value) {
        observer = value;
    }

    public int machine() {
        return machine;
    }

    public VirtualClock clock() {
        return clock;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Since when it stands still; {@code Long.MAX_VALUE} if it does not. */
    public long pausedSince() {
        return paused ? pausedAt : Long.MAX_VALUE;
    }

    /** As its frames say; 0 before the first one. */
    long incarnation() {
        return incarnation;
    }

    void speaks(Frame frame) {
        if (incarnation == 0) {
            incarnation = frame.envelope().from().incarnation();
        }
    }

    /** How many of its calls have no outcome yet. */
    public int openCalls() {
        return openCalls;
    }

    void callOpened() {
        openCalls++;
    }

    void callEnded() {
        openCalls--;
    }

    /** Since when it has been alive and neither paused nor slow; {@code Long.MAX_VALUE} while it is not. */
    public long steadySince() {
        return !alive || paused || stepCost > 0 ? Long.MAX_VALUE : steadySince;
    }

    /** What has reached it before then it has read; later things may lie unread. */
    public long hasReadUntil() {
        long until = time.now();
        for (Waiting one : waiting) {
            until = Math.min(until, one.since);
        }
        return until;
    }

    Transport.@Nullable Receiver receiver() {
        return receiver;
    }

    void receiver(Transport.@Nullable Receiver value) {
        receiver = value;
    }

    /** Hands the process something to do: now, or when it can. */
    public void deliver(Runnable task) {
        if (!alive) {
            return;
        }
        if (running || !canRun() || !waiting.isEmpty()) {
            waiting.add(new Waiting(task, time.now()));
            drainLater();
        } else {
            run(task);
        }
    }

    /** As {@link #deliver}, but ahead of what waits: a timer that is due. */
    void deliverFirst(Runnable task) {
        if (!alive) {
            return;
        }
        if (running || !canRun()) {
            waiting.addFirst(new Waiting(task, time.now()));
            drainLater();
        } else {
            run(task);
        }
    }

    /** Runs a task after the one that runs now, or, if none does, as soon as the process can. */
    void runNext(Runnable task) {
        if (running) {
            next.add(task);
        } else if (alive) {
            waiting.add(new Waiting(task, time.now()));
            drainLater();
        }
    }

    private boolean canRun() {
        return !paused && stepCost == 0 && busyUntil <= time.now();
    }

    private void run(Runnable first) {
        running = true;
        Runnable task = first;
        while (task != null && alive) {
            task.run();
            task = next.poll();
        }
        running = false;
        if (observer != null) {
            observer.ran();
        }
    }

    private void drainLater() {
        if (!draining && !paused && !waiting.isEmpty()) {
            draining = true;
            time.at(Math.max(busyUntil, time.now()) + stepCost, this::drain);
        }
    }

    private void drain() {
        draining = false;
        if (!alive || paused) {
            return;
        }
        Waiting head = waiting.poll();
        if (head != null) {
            busyUntil = time.now();
            run(head.task);
        }
        drainLater();
    }

    void kill() {
        alive = false;
        waiting.clear();
        next.clear();
    }

    /** Stops it in mid-air, as SIGSTOP does. */
    public void pause() {
        paused = true;
        pausedAt = time.now();
    }

    /** Lets it go on; what has reached it meanwhile follows in order. */
    public void resume() {
        paused = false;
        steadySince = time.now();
        if (observer != null) {
            observer.resuming();
        }
        drainLater();
    }

    /** Makes every step cost this many nanoseconds; 0 ends that. */
    public void slow(long nanosPerStep) {
        stepCost = nanosPerStep;
        steadySince = time.now();
        drainLater();
    }
}
