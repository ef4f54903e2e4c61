package org.pastecluster.spring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** One application from its start until it is killed or stopped: its context, its scheduler, its threads. */
final class ApplicationProcess {

    private static final String POOL_SIZE = "spring.task.scheduling.pool.size";

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationProcess.class);

    private final int node;
    private final JobTime time;
    private final Clock clock;
    private final VirtualTaskScheduler scheduler;
    private final ConfigurableApplicationContext context;
    private final List<JobThread> threads = new ArrayList<>();
    private final int poolSize;
    private boolean paused;
    private boolean ended;

    ApplicationProcess(int node, JobTime time, ContextRecipe recipe, ContextRecipe.Parts parts) {
        this.node = node;
        this.time = time;
        this.clock = parts.clock();
        this.scheduler = parts.scheduler();
        this.context = recipe.start(parts);
        this.poolSize = Math.max(1, context.getEnvironment().getProperty(POOL_SIZE, Integer.class, 1));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Clock clock() {
        return clock;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /** Its code stands where it is from now on, and its connections to databases end, as those of a dead process do. */
    void kill() {
        ended = true;
        for (DataSource each : context.getBeanProvider(DataSource.class)) {
            if (each instanceof AutoCloseable pool) {
                close(pool);
            }
        }
    }

    private static void close(AutoCloseable pool) {
        try {
            pool.close();
        } catch (Exception broken) {
            LOG.warn("A pool of connections of a killed application could not be closed.", broken);
        }
    }

    private boolean stands() {
        return paused || ended;
    }

    /** How much time may pass before it has something to do, at most {@code most}. */
    Duration idleFor(Duration most) {
        if (stands()) {
            return most;
        }
        Duration idle = most;
        for (JobThread each : threads) {
            idle = least(idle, each.wakesAt(time.now()).minus(time.now()));
        }
        Instant next = threads.size() < poolSize ? scheduler.next() : null;
        return next == null ? idle : least(idle, Duration.between(clock.instant(), next));
    }

    private static Duration least(Duration one, Duration other) {
        Duration less = one.compareTo(other) < 0 ? one : other;
        return less.isNegative() ? Duration.ZERO : less;
    }

    /** Whether it has code in the middle of something, which may be interrupted, or see what it waits for, at any moment. */
    boolean isAttentive() {
        return !stands() && isBusy();
    }

    /**
     * Does what is due.
     *
     * @return whether there was something
     */
    boolean work() {
        boolean worked = false;
        for (JobThread each : List.copyOf(threads)) {
            if (!stands() && each.wakesAt(time.now()).compareTo(time.now()) <= 0) {
                run(each);
                worked = true;
            }
        }
        while (!stands() && threads.size() < poolSize) {
            VirtualTask due = scheduler.due();
            if (due == null) {
                return worked;
            }
            due.begins();
            JobThread begun = new JobThread("node " + node + ", scheduling", time, due::run);
            threads.add(begun);
            run(begun);
            worked = true;
        }
        return worked;
    }

    private void run(JobThread thread) {
        thread.run();
        if (thread.isDone()) {
            threads.remove(thread);
        }
    }

    /** Ends what stands in the middle of something, and lets go of what the context holds. */
    void close() {
        ended = true;
        try {
            threads.forEach(JobThread::kill);
        } finally {
            threads.clear();
            context.close();
        }
    }

    /** Whether it has code that is in the middle of something. */
    boolean isBusy() {
        return !threads.isEmpty();
    }
}
