package org.pastecluster.bench.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.SystemNode;

/**
 * Asks the system once a millisecond whom it names leader and whether it believes to lead, and says what changed, with the time of the
 * machine's monotonic clock. A gap in the samples ends a belief: while a process is frozen it believes nothing. A sample that took long may
 * have been interrupted by a freeze, and counts for neither answer.
 */
final class Sampler {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int UNKNOWN = -2;

    private final SystemNode system;
    private final Consumer<String> out;
    private int leader = UNKNOWN;
    private int members = UNKNOWN;
    private boolean leads;
    private long lastLed;
    private volatile @Nullable Thread thread;

    Sampler(SystemNode system, Consumer<String> out) {
        this.system = system;
        this.out = out;
    }

    void start() {
        Thread made = new Thread(this::run, "bench-sampler");
        made.setDaemon(true);
        thread = made;
        made.start();
    }

    void stop() throws InterruptedException {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.join();
        }
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            long before = System.nanoTime();
            boolean nowLeads = system.leads();
            int nowLeader = system.leader();
            int nowMembers = system.members();
            long after = System.nanoTime();
            take(before, nowLeads, after);
            if (nowLeader != leader || nowMembers != members) {
                leader = nowLeader;
                members = nowMembers;
                out.accept("state " + after + " " + leader + " " + members);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
        endBelief();
    }

    /** Takes a sample; told from outside for tests. */
    void take(long before, boolean nowLeads, long after) {
        if (leads && before - lastLed > GAP_NANOS) {
            endBelief();
        }
        if (after - before > LONGEST_NANOS) {
            return;
        }
        if (nowLeads) {
            if (!leads) {
                out.accept("led-from " + before);
            }
            lastLed = before;
            leads = true;
        } else {
            endBelief();
        }
    }

    private void endBelief() {
        if (leads) {
            out.accept("led-to " + lastLed);
            leads = false;
        }
    }
}
