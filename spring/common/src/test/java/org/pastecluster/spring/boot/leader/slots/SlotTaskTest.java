package org.pastecluster.spring.boot.leader.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pastecluster.spring.MissedSlots;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

class SlotTaskTest {

    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");

    private final SlotKeeper keeper = new SlotKeeper(new SlotJobs(), leadership -> {});
    private final List<String> ran = new ArrayList<>();

    private SlotTask task(String cron, String zone) throws NoSuchMethodException {
        CronTrigger trigger = new CronTrigger(cron, ZoneId.of(zone));
        SlotJob job =
                new SlotJob("job", cron, Set.of(), SlotTaskTest.class.getDeclaredMethod("method"), MissedSlots.RUN_ALL);
        VirtualScheduler scheduler = new VirtualScheduler(Clock.fixed(NOW, ZoneOffset.UTC));
        keeper.clock(scheduler.getClock());
        return new SlotTask(job, () -> ran.add("ran"), trigger, scheduler, keeper, SlotWaiting.BLOCKING);
    }

    void method() {}

    @Test
    void of_millions_of_missed_slots_the_last_are_found_at_once() throws Exception {
        List<Instant> missed = task("* * * * * *", "UTC").missedSince(Instant.EPOCH, NOW, 100);

        assertThat(missed).hasSize(100).isSorted();
        assertThat(missed.get(0)).isEqualTo(NOW.minusSeconds(99));
        assertThat(missed.get(99)).isEqualTo(NOW);
    }

    @Test
    void rare_ones_are_found_however_long_ago() throws Exception {
        assertThat(task("0 0 0 29 2 *", "UTC").missedSince(Instant.parse("2000-01-01T00:00:00Z"), NOW, 3))
                .containsExactly(
                        Instant.parse("2016-02-29T00:00:00Z"),
                        Instant.parse("2020-02-29T00:00:00Z"),
                        Instant.parse("2024-02-29T00:00:00Z"));
    }

    @Test
    void the_zone_of_the_expression_counts_and_the_mark_itself_was_not_missed() throws Exception {
        // The night in which summer time begins in Berlin is the one to the 29th.
        Instant since = Instant.parse("2026-03-28T02:00:00Z");
        assertThat(task("0 0 3 * * *", "Europe/Berlin").missedSince(since, NOW, 9))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T01:00:00Z"));
    }

    @Test
    void nothing_is_missed_on_a_clock_behind_the_mark() throws Exception {
        assertThat(task("* * * * * *", "UTC").missedSince(NOW.plusSeconds(60), NOW, 9))
                .isEmpty();
    }

    @Test
    void a_run_that_was_never_planned_is_none() throws Exception {
        SlotTask task = task("* * * * * *", "UTC");
        task.run();
        assertThat(ran).isEmpty();
        task.nextExecution(new SimpleTriggerContext(keeper.clock()));
        task.run();
        task.run();
        assertThat(ran).containsExactly("ran");
    }
}
