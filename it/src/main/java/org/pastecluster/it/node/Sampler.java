package org.pastecluster.it.node;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.pastecluster.it.record.BeliefFile;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;

/**
 * Asks the node every 5 ms whether it leads, and notes when this thread itself was held up. The lease that it notes ends at the latest at the time noted, and at
 * the earliest as much before it as the sample took.
 */
final class Sampler {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int TRIES = 100;

    /** Noted where a node says that it leads and shows no leadership whose lease runs. */
    private static final long NO_LEADERSHIP = -1;

    private final Cluster cluster;
    private final BeliefFile file;
    private final Journal<NodeEntry> journal;
    private final Sabotage sabotage;
    private long everToken;

    Sampler(Cluster cluster, BeliefFile file, Journal<NodeEntry> journal, Sabotage sabotage) {
        this.cluster = cluster;
        this.file = file;
        this.journal = journal;
        this.sabotage = sabotage;
    }

    /** Never returns. */
    void run() {
        while (true) {
            long due = System.nanoTime() + EVERY_NANOS;
            sample();
            Pause.until(due);
            long now = System.nanoTime();
            if (now - due > STALL_NANOS) {
                journal.write(new NodeEntry.Stall(now, now - due));
            }
        }
    }

    private void sample() {
        for (int i = 0; ; i++) {
            long before = System.nanoTime();
            @Nullable Leadership leadership = cluster.leadership().orElse(null);
            boolean leads = cluster.isLeader();
            Duration remaining = leadership == null ? Duration.ZERO : leadership.remaining();
            long token = leadership == null || remaining.isZero() ? NO_LEADERSHIP : leadership.token();
            long after = System.nanoTime();
            if (leads && token == NO_LEADERSHIP && i < TRIES) {
                // It began to lead, or the lease ended, between two of the questions.
                continue;
            }
            note(before, leads ? token : 0, leads ? after + remaining.toNanos() : 0, after);
            return;
        }
    }

    private void note(long before, long token, long leaseUntil, long after) {
        if (sabotage == Sabotage.NEVER_YIELDS && token != 0) {
            everToken = token;
        }
        if (everToken != 0 && token == 0) {
            file.sample(before, everToken, after + Duration.ofSeconds(3).toNanos(), after);
        } else {
            file.sample(before, token, leaseUntil, after);
        }
    }
}
