package org.pastecluster.spring.boot.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.spi.Measurements;

/** Takes the figures of one node after another, and goes on counting where the last one ended. Thread-safe. */
final class NodeFigures implements Measurements {

    private final List<Measurements> takers = new CopyOnWriteArrayList<>();
    private final Map<Verdict, Long> before = new EnumMap<>(Verdict.class);
    private volatile @Nullable Readings readings;

    /** From now on what happens is told to it too. */
    void tell(Measurements taker) {
        takers.add(taker);
    }

    long messagesWaiting() {
        return read(Readings::messagesWaiting);
    }

    long bytesWaiting() {
        return read(Readings::bytesWaiting);
    }

    synchronized long messages(Verdict verdict) {
        return before.getOrDefault(verdict, 0L) + read(now -> now.messages(verdict));
    }

    private long read(ToLongFunction<Readings> what) {
        Readings present = readings;
        return present == null ? 0 : what.applyAsLong(present);
    }

    private void tellAll(Consumer<Measurements> what) {
        takers.forEach(what);
    }

    @Override
    public synchronized void begin(Readings next) {
        for (Verdict verdict : Verdict.values()) {
            before.put(verdict, messages(verdict));
        }
        readings = next;
    }

    @Override
    public void heartbeatAnswered(Duration roundTrip) {
        tellAll(taker -> taker.heartbeatAnswered(roundTrip));
    }

    @Override
    public void heartbeatMissed() {
        tellAll(Measurements::heartbeatMissed);
    }

    @Override
    public void paused(Duration lateness) {
        tellAll(taker -> taker.paused(lateness));
    }

    @Override
    public void elected(Election cause) {
        tellAll(taker -> taker.elected(cause));
    }

    @Override
    public void verdictAfter(Duration wait, Verdict verdict) {
        tellAll(taker -> taker.verdictAfter(wait, verdict));
    }

    @Override
    public void requestRejected(Rejection reason) {
        tellAll(taker -> taker.requestRejected(reason));
    }
}
