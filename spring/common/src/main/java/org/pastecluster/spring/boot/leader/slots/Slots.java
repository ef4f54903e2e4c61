package org.pastecluster.spring.boot.leader.slots;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Has each slot of the application's leader-only jobs run once. Last of the scheduling's configurers, so that it has the scheduler which the
 * application chose; without leader-only jobs it leaves all as it is. Thread-safe.
 */
public final class Slots implements SchedulingConfigurer, SmartInitializingSingleton, Ordered, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    private final SlotJobs jobs;
    private final SlotKeeper keeper;
    private final SlotWaiting waiting;
    private final Supplier<@Nullable Cluster> cluster;
    private final List<SlotTask> tasks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toldOfMissing = new AtomicBoolean();
    private volatile boolean expected;
    private volatile boolean configured;

    /** @param cluster the application's node; null for none */
    Slots(SlotJobs jobs, SlotWaiting waiting, Supplier<@Nullable Cluster> cluster) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.cluster = cluster;
        this.keeper = new SlotKeeper(jobs, this::makeUp);
    }

    /** Whether a leader-only method has slots: whether it has a cron expression. */
    public static boolean has(Method leaderOnly) {
        return SlotJobs.hasSlots(leaderOnly);
    }

    /** A bean with such a method may be made some time. */
    public void expect() {
        expected = true;
    }

    /** Before the node starts, if there is one already that has to listen. */
    @Override
    public void afterSingletonsInstantiated() {
        if (!jobs.names().isEmpty()) {
            join();
        }
    }

    private void join() {
        Cluster node = cluster.get();
        if (node != null) {
            keeper.join(node);
        }
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        TaskScheduler scheduler = registrar.getScheduler();
        if (scheduler != null && (expected || !jobs.names().isEmpty())) {
            join();
            registrar.setTaskScheduler(new SlotScheduler(scheduler, this));
            configured = true;
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** The task with its slots; null for one of no leader-only job. */
    @Nullable
    SlotTask taskOf(Runnable task, CronTrigger trigger, TaskScheduler scheduler) {
        SlotJob job = jobs.take(task, trigger);
        if (job == null) {
            return null;
        }
        SlotTask mine = new SlotTask(job, task, trigger, scheduler, keeper, waiting);
        tasks.add(mine);
        return mine;
    }

    void ended(SlotTask task) {
        if (tasks.remove(task)) {
            jobs.ended(task.job());
        }
    }

    private void makeUp(Leadership leadership) {
        List<String> missing = jobs.namesWithoutTask();
        if (configured && !missing.isEmpty() && toldOfMissing.compareAndSet(false, true)) {
            LOG.warn(
                    "Of these leader-only jobs a slot may run twice, for something between Spring and the scheduler hides their tasks: {}.",
                    missing);
        }
        tasks.forEach(task -> task.makeUp(leadership));
    }

    @Override
    public void close() {
        keeper.close();
    }
}
