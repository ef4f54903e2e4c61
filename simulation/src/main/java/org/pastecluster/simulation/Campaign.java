package org.pastecluster.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.simulation.fault.FaultKind;

/** Many histories, on several threads, and what they add up to. */
final class Campaign {

    private static final double NANOS_PER_HOUR = 3_600e9;
    private static final long PROGRESS_NANOS = 5_000_000_000L;

    private final Arguments arguments;
    private final Swarm swarm;
    private final PrintStream out;
    private final AtomicLong nextSeed;
    private final long startNanos = System.nanoTime();
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private final Map<String, Integer> broken = new TreeMap<>();
    private long histories;
    private double hours;
    private int violations;
    private long longestConvergence;
    private long longestOverlap;
    private long excused;
    private long unanswered;
    private MessageCounts messages = MessageCounts.NONE;
    private long nextProgress = startNanos + PROGRESS_NANOS;

    Campaign(Arguments arguments, Swarm swarm, PrintStream out) {
        this.arguments = arguments;
        this.swarm = swarm;
        this.out = out;
        this.nextSeed = new AtomicLong(arguments.seed());
    }

    int run() throws InterruptedException {
        out.println("seeds from " + arguments.seed());
        List<Thread> threads = new ArrayList<>();
        for (int job = 0; job < arguments.jobs(); job++) {
            Thread thread = new Thread(this::work, "simulate-" + job);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "%.1f s on %d threads: %.0f cluster-hours a minute and thread; longest convergence %.1f s; longest time with"
                        + " two leaders that could have met %.1f s; early heirs of refusing predecessors %d; requests without an answer %d; %s; broken %s%n",
                seconds,
                arguments.jobs(),
                hours / seconds * 60 / arguments.jobs(),
                longestConvergence / 1e9,
                longestOverlap / 1e9,
                excused,
                unanswered,
                messages,
                broken);
        out.println(lastLine());
        return violations == 0 ? 0 : 1;
    }

    private String lastLine() {
        long total = 0;
        for (long count : faults.values()) {
            total += count;
        }
        return String.format(
                Locale.ROOT,
                "simulated: %.1f cluster-hours, %d histories, %d faults of %d kinds, %d violations",
                hours,
                histories,
                total,
                faults.size(),
                violations);
    }

    private void work() {
        while (true) {
            long seed = nextSeed.getAndIncrement();
            boolean enough = arguments.seeds() > 0
                    ? seed - arguments.seed() >= arguments.seeds()
                    : System.nanoTime() - startNanos > arguments.minutes() * 60e9;
            if (enough) {
                return;
            }
            run(seed);
        }
    }

    /** What the simulator itself throws must not pass for a history that kept its promises. */
    private void run(long seed) {
        try {
            add(swarm.draw(seed, arguments.nodes()).run());
        } catch (RuntimeException ownFault) {
            addOwnFault(seed, ownFault);
        }
    }

    private synchronized void addOwnFault(long seed, RuntimeException fault) {
        violations++;
        broken.merge("simulator", 1, Integer::sum);
        out.println("The simulator itself failed at seed " + seed + ": " + fault);
        fault.printStackTrace(out);
    }

    private synchronized void add(HistoryResult result) {
        histories++;
        hours += result.nanos() / NANOS_PER_HOUR;
        longestConvergence = Math.max(longestConvergence, result.longestConvergence());
        longestOverlap = Math.max(longestOverlap, result.longestOverlap());
        excused += result.excused();
        unanswered += result.unanswered();
        messages = messages.plus(result.messages());
        result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
        if (result.broken() != null) {
            violations++;
            broken.merge(result.broken(), 1, Integer::sum);
            out.println(describe(result));
        }
        if (System.nanoTime() > nextProgress) {
            nextProgress = System.nanoTime() + PROGRESS_NANOS;
            out.printf(
                    Locale.ROOT, "… %.1f cluster-hours, %d histories, %d violations%n", hours, histories, violations);
        }
    }

    /** A history in one line, or, if it broke a promise, all that is needed to see it again. */
    static String describe(HistoryResult result) {
        if (result.broken() == null) {
            return String.format(
                    Locale.ROOT,
                    "seed %d: kept every promise for %.1f s of virtual time; longest convergence %.2f s",
                    result.options().seed(),
                    result.nanos() / 1e9,
                    result.longestConvergence() / 1e9);
        }
        return String.format(
                Locale.ROOT,
                "%s BROKEN at %.6f s: %s%n  %s%n  again: bin/simulate --seed %d --nodes %d%s --trace",
                result.broken(),
                result.nanos() / 1e9,
                result.how(),
                result.options(),
                result.options().seed(),
                result.options().nodes(),
                result.options().neighbours() > 0 ? " --dotnet" : "");
    }
}
