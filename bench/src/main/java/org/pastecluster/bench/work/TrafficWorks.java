package org.pastecluster.bench.work;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.Fleet;

/** Messages between nodes that are idle otherwise. Node 1 sends, node 2 receives; a broadcast also reaches node 0. */
final class TrafficWorks {

    static final Set<Work> ALL = Set.of(Work.PING_100, Work.STREAM_100, Work.STREAM_1000, Work.BROADCAST_1000);

    private static final int SENDER = 1;
    private static final int RECEIVER = 2;
    private static final int EVERYBODY = -1;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long ARRIVAL_SECONDS = 10;

    private final Fleet fleet;
    private final Pace pace;
    private final Figures figures;

    TrafficWorks(Fleet fleet, Pace pace, Figures figures) {
        this.fleet = fleet;
        this.pace = pace;
        this.figures = figures;
    }

    void run(Work work) {
        switch (work) {
            case PING_100 -> ping(100);
            case STREAM_100 -> figures.add(fleet.kind(), Measure.STREAM_100, stream(RECEIVER, List.of(RECEIVER), 100));
            case STREAM_1000 ->
                figures.add(fleet.kind(), Measure.STREAM_1000, stream(RECEIVER, List.of(RECEIVER), 1_000));
            case BROADCAST_1000 ->
                figures.add(fleet.kind(), Measure.BROADCAST_1000, stream(EVERYBODY, fleet.allBut(SENDER), 1_000));
            default -> throw new IllegalArgumentException(work + " sends nothing.");
        }
    }

    private void ping(int size) {
        String[] answer = fleet.ask(
                SENDER, "ping " + RECEIVER + " " + size + " " + pace.warmMillis() + " " + pace.measureMillis());
        if (Integer.parseInt(answer[1]) == 0) {
            throw new BenchFailure("A ping got no answer.");
        }
        figures.add(fleet.kind(), Measure.PING_100_P50, Long.parseLong(answer[2]) / NANOS_PER_MICRO);
        figures.add(fleet.kind(), Measure.PING_100_P99, Long.parseLong(answer[3]) / NANOS_PER_MICRO);
    }

    /** What a receiver, or the sender, had counted at an instant. */
    private record Count(long nanos, long received, long acknowledged, long disorder) {
        /** Whether the sender's system says what has arrived. */
        boolean tells() {
            return acknowledged >= 0;
        }
    }

    private Count count(int node) {
        String[] answer = fleet.ask(node, "count");
        return new Count(
                Long.parseLong(answer[1]),
                Long.parseLong(answer[2]),
                Long.parseLong(answer[3]),
                Long.parseLong(answer[4]));
    }

    /** Messages a second that all receivers' handlers were handed, in order, and whose sender was told so if the system tells. */
    private double stream(int target, List<Integer> receivers, int size) {
        int window = fleet.kind().window();
        fleet.all().forEach(node -> fleet.ask(node, "reset " + window));
        fleet.ask(SENDER, "stream " + target + " " + size + " " + window);
        fleet.board().pass(pace.warmMillis());
        Count senderBefore = count(SENDER);
        List<Count> before = receivers.stream().map(this::count).toList();
        fleet.board().pass(pace.measureMillis());
        for (int i = 0; i < before.size(); i++) {
            awaitMore(receivers.get(i), Count::received, before.get(i));
        }
        if (senderBefore.tells()) {
            awaitMore(SENDER, Count::acknowledged, senderBefore);
        }
        Count senderAfter = count(SENDER);
        List<Count> after = receivers.stream().map(this::count).toList();
        end(receivers);
        double rate = Double.MAX_VALUE;
        for (int i = 0; i < before.size(); i++) {
            long nanos = after.get(i).nanos() - before.get(i).nanos();
            rate = Math.min(rate, (after.get(i).received() - before.get(i).received()) * NANOS_PER_SECOND / nanos);
        }
        if (senderAfter.tells()) {
            double told = (double) (senderAfter.acknowledged() - senderBefore.acknowledged()) / receivers.size();
            rate = Math.min(rate, told * NANOS_PER_SECOND / (senderAfter.nanos() - senderBefore.nanos()));
        }
        return rate;
    }

    /** A machine may stall for longer than is measured: a count that has not moved by then is given time, which its rate includes. */
    private void awaitMore(int node, ToLongFunction<Count> part, Count before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
        while (part.applyAsLong(count(node)) == part.applyAsLong(before)) {
            if (System.nanoTime() > deadline) {
                throw new BenchFailure(
                        "Node " + node + " saw nothing of a stream for " + ARRIVAL_SECONDS + " seconds.");
            }
            fleet.board().pass(LOOK_AGAIN_MILLIS);
        }
    }

    private void end(List<Integer> receivers) {
        String[] stopped = fleet.ask(SENDER, "stop");
        if (!Boolean.parseBoolean(stopped[1])) {
            throw new BenchFailure("The sender still hangs in the system's API ten seconds after it was to stop.");
        }
        long sent = Long.parseLong(stopped[2]);
        for (int receiver : receivers) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
            Count last = count(receiver);
            while (last.received() < sent && System.nanoTime() < deadline) {
                fleet.board().pass(LOOK_AGAIN_MILLIS);
                last = count(receiver);
            }
            if (last.received() != sent || last.disorder() > 0) {
                throw new BenchFailure("Of " + sent + " messages node " + receiver + " got " + last.received() + ", "
                        + last.disorder() + " of them out of order.");
            }
        }
    }
}
