package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.LeaderGate;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import reactor.core.publisher.Mono;

/** The slots of leader-only jobs, on nodes whose clocks and leadership the test moves. */
@Tag("core")
class SlotsTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    private final Fleet fleet = new Fleet();
    private final List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();

    /** What the jobs of all nodes did. */
    private static final List<String> RUNS = new ArrayList<>();

    private static void ran(String job) {
        Slot slot = Slot.current().orElse(null);
        RUNS.add(job + " "
                + (slot == null ? "by hand" : time(slot.planned()) + (slot.madeUp() ? " made up" : "")));
    }

    private static String time(Instant instant) {
        return instant.toString().substring(11, 19);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    static class Minutely {
        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly
        public void run() {
            ran("minutely");
        }
    }

    /** One node: an application with its own scheduler. */
    private final class App {

        final Fleet.Node node = fleet.add();
        final HandScheduler scheduler;
        final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

        App(Instant now, Class<?>... sources) {
            this(now, false, sources);
        }

        App(Instant now, boolean plansFirst, Class<?>... sources) {
            scheduler = new HandScheduler(now, plansFirst);
            contexts.add(context);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("minutely", "0 * * * * *", "never", "-")));
            context.registerBean(Cluster.class, () -> node.cluster);
            context.registerBean(TaskScheduler.class, () -> scheduler);
            context.register(sources);
            context.register(Scheduling.class, LeaderOnlyAutoConfiguration.class);
            context.refresh();
        }

        LeaderGate gate() {
            return context.getBean(LeaderGate.class);
        }

        void at(String time) {
            scheduler.moveTo(Instant.parse("2026-03-01T" + time + "Z"));
        }
    }

    @AfterEach
    void close() {
        contexts.forEach(AnnotationConfigApplicationContext::close);
        RUNS.clear();
    }

    @Test
    void aSlotThatRanIsRefusedByAnHeirWhoseClockIsBehind() {
        App one = new App(TEN, Minutely.class);
        App other = new App(TEN, Minutely.class);
        one.node.lead();
        one.at("10:01:00");
        one.at("10:02:00");

        other.node.lead();
        other.at("10:01:00");
        other.at("10:02:00");
        other.at("10:03:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00", "minutely 10:02:00", "minutely 10:03:00");
        assertThat(other.gate().alreadyRun()).isEqualTo(2);
        assertThat(other.gate().ran()).isEqualTo(1);
    }

    @Test
    void aSlotThatRanOnALeaderWhoseClockIsAheadIsRefusedAfterwards() {
        App one = new App(TEN, Minutely.class);
        App ahead = new App(TEN.plusSeconds(60), Minutely.class);
        ahead.node.lead();
        ahead.at("10:02:00");

        one.node.lead();
        one.at("10:01:00");
        one.at("10:02:00");
        one.at("10:03:00");

        assertThat(RUNS).containsExactly("minutely 10:02:00", "minutely 10:03:00");
        assertThat(one.gate().alreadyRun()).isEqualTo(2);
    }

    @Test
    void whatOneNodeKnewIsLearntByTheNextLeaderThatHadNotHeardOfIt() {
        App one = new App(TEN, Minutely.class);
        one.node.lead();
        one.at("10:01:00");
        App newcomer = new App(TEN, Minutely.class);

        newcomer.node.lead();
        newcomer.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aMemberThatJoinsIsTold() {
        App one = new App(TEN, Minutely.class);
        one.node.lead();
        one.at("10:01:00");
        App newcomer = new App(TEN, Minutely.class);
        one.node.tell(new ClusterEvent.MemberJoined(newcomer.node.member));

        one.node.isReachable = false;
        newcomer.node.lead();
        newcomer.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aMemberThatDoesNotAnswerKeepsNothingFromRunning() {
        App one = new App(TEN, Minutely.class);
        App silent = new App(TEN, Minutely.class);
        silent.node.isReachable = false;
        one.node.lead();
        one.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
        silent.node.isReachable = true;
        silent.node.lead();
        silent.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    @Test
    void aSlotThatAnotherLeaderTookMeanwhileIsRefusedByItsAnswer() {
        App one = new App(TEN, Minutely.class);
        App other = new App(TEN, Minutely.class);
        one.node.lead();
        Term first = one.node.term;
        other.node.isReachable = false;
        other.node.lead();
        one.node.isReachable = false;
        other.at("10:01:00");
        // Both sides of a split lead; now they see each other again.
        one.node.isReachable = true;
        other.node.isReachable = true;
        assertThat(first).isNotNull();
        one.node.term = new Term();

        one.at("10:01:00");

        assertThat(RUNS).containsExactly("minutely 10:01:00");
        assertThat(one.gate().alreadyRun()).isEqualTo(1);
    }

    static class Makers {
        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_LAST)
        public void last() {
            ran("last");
        }

        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void all() {
            ran("all");
        }

        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly
        public void skips() {
            ran("skips");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void missedSlotsAreMadeUpByTheNextLeaderAsTheAttributeSays(boolean plansFirst) {
        App one = new App(TEN, plansFirst, Makers.class);
        App other = new App(TEN, plansFirst, Makers.class);
        one.node.lead();
        one.at("10:10:00");
        assertThat(RUNS).containsExactlyInAnyOrder("all 10:10:00", "last 10:10:00", "skips 10:10:00");
        RUNS.clear();
        fleet.nobodyLeads();
        other.at("10:35:00");

        other.node.lead();
        other.at("10:35:00");
        assertThat(RUNS)
                .containsExactlyInAnyOrder("last 10:30:00 made up", "all 10:20:00 made up", "all 10:30:00 made up")
                .containsSubsequence("all 10:20:00 made up", "all 10:30:00 made up");
        RUNS.clear();
        other.at("10:40:00");
        assertThat(RUNS).containsExactlyInAnyOrder("all 10:40:00", "last 10:40:00", "skips 10:40:00");
    }

    @Test
    void aNewcomerThatLeadsKnowsFromTheOthersWhatWasMissed() {
        App one = new App(TEN, Makers.class);
        one.node.lead();
        one.at("10:10:00");
        fleet.nobodyLeads();
        RUNS.clear();
        App newcomer = new App(TEN.plus(Duration.ofMinutes(21)), Makers.class);

        newcomer.node.lead();
        newcomer.at("10:21:00");

        assertThat(RUNS).containsExactlyInAnyOrder("all 10:20:00 made up", "last 10:20:00 made up");
    }

    @Test
    void slotsFromBeforeTheFirstLeaderAreNotMissedAndThoseBeforeTheFirstRunAre() {
        App one = new App(TEN, Makers.class);
        App other = new App(TEN, Makers.class);
        one.at("10:10:00");
        one.node.lead();
        one.at("10:11:00");
        assertThat(RUNS).isEmpty();

        fleet.nobodyLeads();
        other.at("10:20:01");
        other.node.lead();
        other.at("10:20:01");
        assertThat(RUNS).containsExactlyInAnyOrder("all 10:20:00 made up", "last 10:20:00 made up");
    }

    @Test
    void anHeirWhoseClockIsAheadMakesUpWhatItSkippedByItsClock() {
        App one = new App(TEN, Makers.class);
        App ahead = new App(TEN.plusSeconds(60), Makers.class);
        one.node.lead();
        one.at("10:09:30");
        ahead.at("10:10:30");
        ahead.node.lead();
        ahead.at("10:10:30");
        one.node.lead();
        one.at("10:10:00");

        assertThat(RUNS)
                .containsExactlyInAnyOrder("all 10:10:00 made up", "last 10:10:00 made up", "skips 10:10:00");
        assertThat(one.gate().alreadyRun()).isEqualTo(2);
    }

    /** Fails once, and has the clock go on while it runs. */
    static class Fragile {
        private final HandScheduler scheduler;

        Fragile(TaskScheduler scheduler) {
            this.scheduler = (HandScheduler) scheduler;
        }

        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void run() {
            ran("all");
            if (RUNS.size() == 1) {
                scheduler.moveTo(TEN.plus(Duration.ofMinutes(30)));
                throw new IllegalStateException("once");
            }
        }
    }

    @Test
    void aRegularSlotWaitsBehindMissedOnesAndAnErrorKeepsNoneFromRunning() {
        App one = new App(TEN, Fragile.class);
        one.node.lead();
        fleet.nobodyLeads();
        one.at("10:25:00");
        one.node.lead();

        one.at("10:25:00");

        assertThat(RUNS).containsExactly("all 10:10:00 made up", "all 10:20:00 made up", "all 10:30:00");
        assertThat(one.scheduler.errors).extracting(Throwable::getMessage).containsExactly("once");
    }

    static class Several {
        @Scheduled(cron = "0 */10 * * * *", zone = "UTC")
        @Scheduled(cron = "0 */10 * * * *", zone = "Asia/Kolkata")
        @Scheduled(cron = "${minutely}")
        @Scheduled(cron = "${never}")
        @LeaderOnly
        public void run() {
            ran(Slot.current().orElseThrow().job());
        }
    }

    @Test
    void eachExpressionIsAJobOfItsOwn() {
        App one = new App(TEN, Several.class);
        App other = new App(TEN, Several.class);
        one.node.lead();
        one.at("10:10:00");
        other.node.lead();
        other.at("10:10:00");

        String job = "slotsTest.Several.run ";
        assertThat(RUNS)
                .hasSize(12)
                .doesNotHaveDuplicates()
                .contains(
                        job + "0 */10 * * * * UTC 10:10:00",
                        job + "0 */10 * * * * Asia/Kolkata 10:10:00",
                        job + "0 * * * * * 10:10:00");
    }

    @Configuration(proxyBeanMethods = false)
    static class Twice {
        @Bean
        Minutely first() {
            return new Minutely();
        }

        @Bean
        Minutely second() {
            return new Minutely();
        }
    }

    @Test
    void twoBeansOfAClassAreTwoJobs() {
        App one = new App(TEN, Twice.class);
        one.node.lead();
        one.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00", "minutely 10:01:00");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {
        @Bean
        TaskExecutor taskExecutor() {
            return task -> {
                Thread thread = new Thread(task, "async");
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            };
        }

        @Bean
        AsyncJob job() {
            return new AsyncJob();
        }
    }

    static class AsyncJob {
        @Scheduled(cron = "0 * * * * *")
        @Async
        @LeaderOnly
        public void run() {
            ran(Thread.currentThread().getName());
        }
    }

    @Test
    void theSlotGoesWithTheCallIntoAsync() {
        App one = new App(TEN, Asynchronous.class);
        App other = new App(TEN, Asynchronous.class);
        one.node.lead();
        one.at("10:01:00");
        other.node.lead();
        other.at("10:01:00");

        assertThat(RUNS).containsExactly("async 10:01:00");
        assertThat(other.gate().alreadyRun()).isEqualTo(1);
    }

    static class Reactive {
        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly
        public Mono<String> run() {
            return Mono.fromSupplier(() -> {
                ran("reactive");
                return "done";
            });
        }
    }

    @Test
    void aReactiveJobHasSlots() {
        App one = new App(TEN, Reactive.class);
        App other = new App(TEN, Reactive.class);
        one.node.lead();
        one.at("10:01:00");
        other.node.lead();
        other.at("10:01:00");

        assertThat(RUNS).hasSize(1);
        assertThat(other.gate().alreadyRun()).isEqualTo(1);
    }

    @Test
    void aCallByHandIsNoSlot() {
        App one = new App(TEN, Minutely.class);
        one.node.lead();
        one.context.getBean(Minutely.class).run();
        one.at("10:01:00");
        one.context.getBean(Minutely.class).run();
        assertThat(RUNS).containsExactly("minutely by hand", "minutely 10:01:00", "minutely by hand");
    }

    @Test
    void aStopTakesNoSlot() {
        App one = new App(TEN, Minutely.class);
        App other = new App(TEN, Minutely.class);
        one.node.lead();
        one.gate().drain();
        one.at("10:01:00");
        other.node.lead();
        other.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00");
    }

    /** An application that chooses its scheduler itself. */
    @Configuration(proxyBeanMethods = false)
    static class Choosing {
        @Bean
        SchedulingConfigurer configurer(HandScheduler chosen) {
            return registrar -> registrar.setTaskScheduler(chosen);
        }

        @Bean
        HandScheduler chosen() {
            return new HandScheduler(TEN, false);
        }
    }

    @Test
    void theSchedulerThatTheApplicationChoseIsKept() {
        App one = new App(TEN, Choosing.class, Minutely.class);
        one.node.lead();
        one.context.getBean("chosen", HandScheduler.class).moveTo(TEN.plusSeconds(60));
        assertThat(RUNS).containsExactly("minutely 10:01:00");
        assertThat(one.scheduler.tasks).isEmpty();
    }

    static class Everywhere {
        @Scheduled(cron = "0 * * * * *")
        public void run() {
            ran("everywhere");
        }
    }

    @Test
    void whatIsNotLeaderOnlyIsScheduledAsSpringDoes() {
        App one = new App(TEN, Everywhere.class, Minutely.class);
        one.at("10:01:00");

        assertThat(RUNS).containsExactly("everywhere by hand");
        assertThat(one.scheduler.tasks)
                .filteredOn(task -> task.toString().contains("Everywhere"))
                .singleElement()
                .satisfies(task -> assertThat(task.getClass().getPackageName()).startsWith("org.springframework."));
    }

    static class Untold {
        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 10_000_000)
        @LeaderOnly(missed = MissedSlots.RUN_LAST)
        public void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncAll {
        @Bean
        AsyncAllJob job() {
            return new AsyncAllJob();
        }
    }

    static class AsyncAllJob {
        @Scheduled(cron = "0 * * * * *")
        @Async
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void run() {}
    }

    static List<List<Object>> misuses() {
        return List.of(
                List.of(Untold.class, "Untold.run says missed = RUN_LAST, but has no cron expression"),
                List.of(AsyncAll.class, "AsyncAllJob.run makes up all missed slots one after another, but is @Async"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void whatCannotBeEndsTheStart(List<Object> misuse) {
        assertThatThrownBy(() -> new App(TEN, (Class<?>) misuse.get(0)))
                .satisfies(failure -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                        .hasMessageContaining((String) misuse.get(1)));
    }
}
