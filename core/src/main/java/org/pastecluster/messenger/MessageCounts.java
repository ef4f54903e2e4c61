package org.pastecluster.messenger;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Pending;
import org.pastecluster.spi.Measurements;

/** Counts verdicts, and times one message at a time, for a node that is measured. Thread-safe; takes no lock. */
final class MessageCounts {

    private record Sample(Outgoing message, long since) {}

    private final Measurements measurements;
    private final Map<Verdict, LongAdder> byVerdict = new EnumMap<>(Verdict.class);
    private volatile @Nullable Sample sample;

    MessageCounts(Measurements measurements) {
        this.measurements = measurements;
        for (Verdict verdict : Verdict.values()) {
            byVerdict.put(verdict, new LongAdder());
        }
    }

    /** A message is about to be given to its target. */
    void added(Outgoing message, long now) {
        if (sample == null) {
            sample = new Sample(message, now);
        }
    }

    void settled(List<Pending> settled, long now) {
        Sample watched = sample;
        for (Pending each : settled) {
            Verdict verdict = each.verdict();
            if (verdict != null && each instanceof Outgoing message && message.teller() != Unheard.INSTANCE) {
                adder(verdict).increment();
                if (watched != null && watched.message == each) {
                    sample = null;
                    measurements.verdictAfter(Duration.ofNanos(now - watched.since), verdict);
                }
            }
        }
    }

    long of(Verdict verdict) {
        return adder(verdict).sum();
    }

    /** The map is never written again, so that threads may read it. */
    private LongAdder adder(Verdict verdict) {
        return Objects.requireNonNull(byVerdict.get(verdict), "a verdict without a counter");
    }
}
