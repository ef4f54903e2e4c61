package org.pastecluster.spring.boot.leader.slots;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.pastecluster.testkit.VirtualCluster;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Applications with leader-only jobs on the nodes of a {@link VirtualCluster}, whose clocks are up to 60 s off. One thread plays them all: while
 * one waits or works, time passes, the others go on, and faults happen.
 */
final class VirtualFleet {

    static final int NODES = 3;

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /** What a job did. */
    record Run(String job, Instant slot) {}

    /** The code of a process that was killed does not go on. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final List<Run> runs = new ArrayList<>();
    final SplittableRandom random;
    private final long[] skewMillis = new long[NODES];
    private final Application[] applications = new Application[NODES];
    private final boolean[] isPaused = new boolean[NODES];
    private final boolean hasLedger;
    private final VirtualCluster cluster;
    private Runnable faults = () -> {};

    VirtualFleet(long seed, boolean hasLedger) {
        this.random = new SplittableRandom(seed);
        this.hasLedger = hasLedger;
        for (int node = 0; node < NODES; node++) {
            skewMillis[node] = random.nextLong(-60_000, 60_001);
        }
        VirtualCluster[] made = new VirtualCluster[1];
        this.cluster = VirtualCluster.builder(NODES)
                .seed(seed)
                .application((node, its) -> applications[node] = new Application(node, its, made))
                .start();
        made[0] = cluster;
    }

    VirtualCluster cluster() {
        return cluster;
    }

    /** What happens besides, looked at whenever time has passed. */
    void faults(Runnable value) {
        faults = value;
    }

    boolean isAnyoneBusy() {
        for (Application each : applications) {
            if (each.isBusy) {
                return true;
            }
        }
        return false;
    }

    void pause(int node) {
        cluster.pause(node);
        isPaused[node] = true;
    }

    void resume(int node) {
        cluster.resume(node);
        isPaused[node] = false;
    }

    void run(Duration time) {
        Duration end = cluster.now().plus(time);
        while (cluster.now().compareTo(end) < 0) {
            pass(Duration.ofMillis(20));
        }
    }

    private void pass(Duration time) {
        cluster.advance(time);
        faults.run();
        for (int node = 0; node < NODES; node++) {
            applications[node].tick();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    /** The jobs of each node. */
    static class Jobs {

        private final Application on;

        Jobs(Application on) {
            this.on = on;
        }

        @Scheduled(cron = "*/5 * * * * *")
        @LeaderOnly
        public void skips() {
            on.runs("skips");
        }

        @Scheduled(cron = "*/5 * * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_LAST)
        public void last() {
            on.runs("last");
        }

        @Scheduled(cron = "*/5 * * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void all() {
            on.runs("all");
        }
    }

    /** That of one process. */
    private final class Application {

        private final int node;
        private final VirtualScheduler scheduler;
        private boolean isBusy;

        Application(int node, Cluster its, VirtualCluster[] clusterIfMade) {
            this.node = node;
            InstantSource now = () -> START.plusMillis(skewMillis[node])
                    .plus(clusterIfMade[0] == null ? Duration.ZERO : clusterIfMade[0].now());
            scheduler = new VirtualScheduler(now.withZone(ZoneOffset.UTC));
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(Cluster.class, () -> its);
            context.registerBean(TaskScheduler.class, () -> scheduler);
            context.registerBean(SlotWaiting.class, () -> (happens, longest) -> {
                Duration end = cluster.now().plus(longest);
                while (!happens.isDone() && cluster.now().compareTo(end) < 0) {
                    passHere(1);
                }
            });
            context.registerBean(Jobs.class, () -> new Jobs(this));
            context.register(Scheduling.class, LeaderOnlyAutoConfiguration.class);
            if (!hasLedger) {
                context.registerBean(
                        BeanFactoryPostProcessor.class,
                        () -> beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("pasteClusterSlots"));
            }
            context.refresh();
        }

        private boolean isAlive() {
            return applications[node] == this && cluster.isUp(node);
        }

        void tick() {
            if (isBusy || isPaused[node] || !isAlive()) {
                return;
            }
            isBusy = true;
            try {
                scheduler.tick();
            } catch (Killed inTheMiddle) {
                // Nothing of it goes on.
            } finally {
                isBusy = false;
            }
        }

        /** Time passes, in the middle of this process' code. */
        private void passHere(int millis) {
            do {
                pass(Duration.ofMillis(millis));
                if (!isAlive()) {
                    throw new Killed();
                }
            } while (isPaused[node]);
        }

        void runs(String job) {
            Instant slot = Slot.current().map(Slot::planned).orElseGet(scheduler::present);
            runs.add(new Run(job, slot));
            int work = random.nextInt(8) == 0 ? random.nextInt(2_000) : random.nextInt(20);
            for (int done = 0; done < work; done += 10) {
                passHere(10);
            }
        }
    }
}
