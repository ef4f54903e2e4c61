package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.RunId;

/** A node's place in the fleet, and whichever process has it. */
final class Seat {

    private final Function<RunId, NodeProcess> starter;
    private final Journal<BedEntry> journal;
    private volatile RunId run;
    private volatile @Nullable NodeProcess process;

    /** How many want it down; at the start somebody does. */
    private int down = 1;

    /** How many want this process stopped. */
    private int stops;

    /** Whether this process was told to end, and by SIGKILL, and whether its end has been written. */
    private boolean told;

    private boolean killed;

    private boolean gone = true;

    /** Since when it should run though its last process has not ended; 0 where that is not so. */
    private long waitsSince;

    Seat(int node, Function<RunId, NodeProcess> starter, Journal<BedEntry> journal) {
        this.run = new RunId(node, 0);
        this.starter = starter;
        this.journal = journal;
    }

    RunId run() {
        return run;
    }

    NodeProcess process() {
        NodeProcess current = process;
        if (current == null) {
            throw new LabFailure("Node " + run.node() + " was never started.");
        }
        return current;
    }

    boolean isAlive() {
        NodeProcess current = process;
        return current != null && current.isAlive();
    }

    boolean isStopped() {
        return stops > 0;
    }

    void kill() {
        down++;
        if (isAlive() && !killed) {
            kill(process());
        }
    }

    private void kill(NodeProcess current) {
        journal.write(new BedEntry.Killed(System.nanoTime(), run));
        told = true;
        killed = true;
        current.kill();
    }

    void terminate() {
        down++;
        if (isAlive()) {
            journal.write(new BedEntry.Terminated(System.nanoTime(), run));
            told = true;
            process().terminate();
        }
    }

    void awaitEnd(Duration limit) {
        if (isAlive() && !process().awaitEnd(limit)) {
            throw new LabFailure(
                    "The process " + run + " does not end, " + limit.toSeconds() + " s after it was told to.");
        }
        noteEnd();
    }

    RunId stop() {
        if (isAlive()) {
            stops++;
            if (stops == 1) {
                journal.write(new BedEntry.Stopped(System.nanoTime(), run));
                process().stop();
            }
        }
        return run;
    }

    void resume(RunId stopped) {
        if (stopped.equals(run) && stops > 0) {
            stops--;
            if (stops == 0) {
                resume();
            }
        }
    }

    private void resume() {
        stops = 0;
        if (isAlive()) {
            process().resume();
            journal.write(new BedEntry.Continued(System.nanoTime(), run));
        }
    }

    void up() {
        down = Math.max(0, down - 1);
    }

    /** Nobody wants it stopped or down. */
    void free() {
        down = 0;
        if (stops > 0) {
            resume();
        }
    }

    /** Whether it has, and nobody has asked yet. */
    boolean hasEndedByItself() {
        boolean ended = !gone && !isAlive() && !told;
        if (ended) {
            noteEnd();
            down++;
        }
        return ended;
    }

    private void noteEnd() {
        if (!gone && !isAlive()) {
            gone = true;
            stops = 0;
            journal.write(new BedEntry.Gone(System.nanoTime(), run));
        }
    }

    /** Starts it if that is due; ends what should have ended long ago. */
    void tick(Duration patience) {
        noteEnd();
        if (down > 0 || (!gone && !told)) {
            return;
        }
        if (gone) {
            start();
        } else {
            hurry(patience);
        }
    }

    private void start() {
        run = new RunId(run.node(), run.run() + 1);
        stops = 0;
        told = false;
        killed = false;
        gone = false;
        waitsSince = 0;
        journal.write(new BedEntry.Started(System.nanoTime(), run));
        process = starter.apply(run);
    }

    /** A stopped process hears of no SIGTERM. */
    private void hurry(Duration patience) {
        if (stops > 0) {
            resume();
        }
        if (waitsSince == 0) {
            waitsSince = System.nanoTime();
        } else if (System.nanoTime() - waitsSince > patience.toNanos()) {
            waitsSince = System.nanoTime();
            kill(process());
        }
    }
}
