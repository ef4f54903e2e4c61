package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.spring.suite.SlotFleet.RUNS;
import static org.pastecluster.spring.suite.SlotFleet.TEN;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Slots that no node ran, on nodes whose clocks and leadership the test moves. */
@Tag("core")
class MissedSlotsTest {

    private final SlotFleet fleet = new SlotFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    static class Makers {
        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_LAST)
        public void last() {
            SlotFleet.ran("last");
        }

        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void all() {
            SlotFleet.ran("all");
        }

        @Scheduled(cron = "0 */10 * * * *")
        @LeaderOnly
        public void skips() {
            SlotFleet.ran("skips");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void missedSlotsAreMadeUpByTheNextLeaderAsTheAttributeSays(boolean plansFirst) {
        SlotFleet.App one = fleet.start(TEN, plansFirst, Makers.class);
        SlotFleet.App other = fleet.start(TEN, plansFirst, Makers.class);
        one.node().lead();
        one.at("10:10:00");
        assertThat(RUNS).containsExactlyInAnyOrder("all 10:10:00", "last 10:10:00", "skips 10:10:00");
        RUNS.clear();
        fleet.nobodyLeads();
        other.at("10:35:00");

        other.node().lead();
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
        SlotFleet.App one = fleet.start(TEN, Makers.class);
        one.node().lead();
        one.at("10:10:00");
        fleet.nobodyLeads();
        RUNS.clear();
        SlotFleet.App newcomer = fleet.start(TEN.plus(Duration.ofMinutes(21)), Makers.class);

        newcomer.node().lead();
        newcomer.at("10:21:00");

        assertThat(RUNS).containsExactlyInAnyOrder("all 10:20:00 made up", "last 10:20:00 made up");
    }

    @Test
    void slotsFromBeforeTheFirstLeaderAreNotMissedAndThoseBeforeTheFirstRunAre() {
        SlotFleet.App one = fleet.start(TEN, Makers.class);
        SlotFleet.App other = fleet.start(TEN, Makers.class);
        one.at("10:10:00");
        one.node().lead();
        one.at("10:11:00");
        assertThat(RUNS).isEmpty();

        fleet.nobodyLeads();
        other.at("10:20:01");
        other.node().lead();
        other.at("10:20:01");
        assertThat(RUNS).containsExactlyInAnyOrder("all 10:20:00 made up", "last 10:20:00 made up");
    }

    @Test
    void anHeirWhoseClockIsAheadMakesUpWhatItSkippedByItsClock() {
        SlotFleet.App one = fleet.start(TEN, Makers.class);
        SlotFleet.App ahead = fleet.start(TEN.plusSeconds(60), Makers.class);
        one.node().lead();
        one.at("10:09:30");
        ahead.at("10:10:30");
        ahead.node().lead();
        ahead.at("10:10:30");
        one.node().lead();
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
            SlotFleet.ran("all");
            if (RUNS.size() == 1) {
                scheduler.moveTo(TEN.plus(Duration.ofMinutes(30)));
                throw new IllegalStateException("once");
            }
        }
    }

    @Test
    void aRegularSlotWaitsBehindMissedOnesAndAnErrorKeepsNoneFromRunning() {
        SlotFleet.App one = fleet.start(TEN, Fragile.class);
        one.node().lead();
        fleet.nobodyLeads();
        one.at("10:25:00");
        one.node().lead();

        one.at("10:25:00");

        assertThat(RUNS).containsExactly("all 10:10:00 made up", "all 10:20:00 made up", "all 10:30:00");
        assertThat(one.scheduler().errors).extracting(Throwable::getMessage).containsExactly("once");
    }

    /** Tells of a run that meets another. */
    static class Threaded {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final AtomicInteger inside = new AtomicInteger();

        public BlockingQueue<String> told() {
            return told;
        }

        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void run() {
            boolean isAlone = inside.incrementAndGet() == 1;
            Thread.onSpinWait();
            Slot slot = Slot.current().orElseThrow();
            told.add(SlotFleet.time(slot.planned()) + (slot.madeUp() ? " made up" : "") + (isAlone ? "" : " beside another"));
            inside.decrementAndGet();
        }
    }

    static List<TaskScheduler> schedulers() {
        // A moment before a slot, for which they wait in real time.
        Clock clock = Clock.fixed(TEN.plus(Duration.ofMinutes(4)).minusMillis(50), ZoneOffset.UTC);
        ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
        pool.setPoolSize(4);
        pool.setClock(clock);
        pool.initialize();
        SimpleAsyncTaskScheduler threads = new SimpleAsyncTaskScheduler();
        threads.setVirtualThreads(Runtime.version().feature() >= 21);
        threads.setClock(clock);
        return List.of(pool, threads);
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void springsOwnSchedulersRunEachSlotAloneAndInOrder(TaskScheduler scheduler) throws Exception {
        SlotFleet.App one = fleet.start(TEN, Threaded.class);
        one.node().lead();
        fleet.nobodyLeads();
        Fleet.Node node = fleet.add();
        node.lead();
        AnnotationConfigApplicationContext context = fleet.start(node, scheduler, Threaded.class);

        BlockingQueue<String> told = context.getBean(Threaded.class).told();
        for (String expected :
                List.of("10:01:00 made up", "10:02:00 made up", "10:03:00 made up", "10:04:00")) {
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }
}
