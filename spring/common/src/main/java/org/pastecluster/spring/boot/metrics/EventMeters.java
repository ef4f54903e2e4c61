package org.pastecluster.spring.boot.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.pastecluster.Verdict;
import org.pastecluster.spi.Measurements;

/** The meters of one registry for what happens. All are made at once, so that telling one costs no look-up. */
final class EventMeters implements Measurements {

    private final Timer heartbeats;
    private final Counter missed;
    private final Timer pauses;
    private final Map<Election, Counter> elections;
    private final Map<Verdict, Timer> waits;
    private final Map<Rejection, Counter> rejections;

    EventMeters(MeterRegistry registry) {
        heartbeats = Timer.builder("pastecluster.heartbeats")
                .description("Round trips of heartbeats to other nodes that were answered")
                .register(registry);
        missed = Counter.builder("pastecluster.heartbeats.missed")
                .description("Heartbeats that brought no answer")
                .register(registry);
        pauses = Timer.builder("pastecluster.pauses")
                .description("How much too late this node ran, where it was half a heartbeat at least")
                .register(registry);
        elections = each(
                Election.class,
                cause -> Counter.builder("pastecluster.elections")
                        .description("Elections that this node won, by cause")
                        .tag("cause", ClusterMeters.tag(cause))
                        .register(registry));
        waits = each(
                Verdict.class,
                verdict -> Timer.builder("pastecluster.messages.wait")
                        .description("How long messages waited for their verdict; a sample, one message at a time")
                        .tag("verdict", ClusterMeters.tag(verdict))
                        .register(registry));
        rejections = each(
                Rejection.class,
                reason -> Counter.builder("pastecluster.requests.rejected")
                        .description("Requests for the cluster that were turned away, by reason")
                        .tag("reason", ClusterMeters.tag(reason))
                        .register(registry));
    }

    private static <K extends Enum<K>, M extends Meter> Map<K, M> each(Class<K> type, Function<K, M> made) {
        Map<K, M> meters = new EnumMap<>(type);
        for (K constant : type.getEnumConstants()) {
            meters.put(constant, made.apply(constant));
        }
        return meters;
    }

    @Override
    public void heartbeatAnswered(Duration roundTrip) {
        heartbeats.record(roundTrip);
    }

    @Override
    public void heartbeatMissed() {
        missed.increment();
    }

    @Override
    public void paused(Duration lateness) {
        pauses.record(lateness);
    }

    @Override
    public void elected(Election cause) {
        Counter counter = elections.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void verdictAfter(Duration wait, Verdict verdict) {
        Timer timer = waits.get(verdict);
        if (timer != null) {
            timer.record(wait);
        }
    }

    @Override
    public void requestRejected(Rejection reason) {
        Counter counter = rejections.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
