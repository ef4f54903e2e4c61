package org.pastecluster.spring.suite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pastecluster.Cluster;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.LeaderGate;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Applications with leader-only jobs on the nodes of a {@link Fleet}, each with a scheduler that the test drives. */
final class SlotFleet implements AutoCloseable {

    static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    /** What the jobs of all nodes did. */
    static final List<String> RUNS = new ArrayList<>();

    private final Fleet fleet = new Fleet();
    private final List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();

    /** A job runs. */
    static void ran(String job) {
        Slot slot = Slot.current().orElse(null);
        RUNS.add(job + " "
                + (slot == null ? "by hand" : time(slot.planned()) + (slot.madeUp() ? " made up" : "")));
    }

    static String time(Instant instant) {
        return instant.toString().substring(11, 19);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    /** The simplest job. */
    static class Minutely {
        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly
        public void run() {
            ran("minutely");
        }
    }

    /** One node. */
    record App(Fleet.Node node, HandScheduler scheduler, AnnotationConfigApplicationContext context) {

        LeaderGate gate() {
            return context.getBean(LeaderGate.class);
        }

        void at(String time) {
            scheduler.moveTo(Instant.parse("2026-03-01T" + time + "Z"));
        }
    }

    App start(Instant now, Class<?>... sources) {
        return start(now, false, sources);
    }

    App start(Instant now, boolean plansFirst, Class<?>... sources) {
        HandScheduler scheduler = new HandScheduler(now, plansFirst);
        Fleet.Node node = fleet.add();
        return new App(node, scheduler, start(node, scheduler, sources));
    }

    AnnotationConfigApplicationContext start(Fleet.Node node, TaskScheduler scheduler, Class<?>... sources) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        contexts.add(context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("minutely", "0 * * * * *", "never", "-")));
        context.registerBean(Cluster.class, () -> node.cluster);
        context.registerBean(TaskScheduler.class, () -> scheduler);
        context.register(sources);
        context.register(Scheduling.class, LeaderOnlyAutoConfiguration.class);
        context.refresh();
        return context;
    }

    Fleet.Node add() {
        return fleet.add();
    }

    void nobodyLeads() {
        fleet.nobodyLeads();
    }

    @Override
    public void close() {
        contexts.forEach(AnnotationConfigApplicationContext::close);
        RUNS.clear();
    }
}
