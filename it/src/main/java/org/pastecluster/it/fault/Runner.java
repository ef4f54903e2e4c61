package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;

/** Begins and ends faults at their times, on the thread that calls it, and writes what it does. */
public final class Runner {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private record Due(long at, long order, Runnable act) {}

    private final Bed bed;
    private final Journal<BedEntry> journal;
    private final List<Integer> nodes;
    private long order;

    public Runner(Lab lab, Fleet fleet, World world, Journal<BedEntry> journal) {
        this.nodes = IntStream.rangeClosed(1, fleet.size()).boxed().toList();
        this.bed = new Bed(lab, fleet, new Wires(lab, nodes, journal), world);
        this.journal = journal;
    }

    /**
     * Plays all faults of a round at their times, heals, and returns when all processes run again; the nodes may not have found together yet. Who calls
     * it writes {@link BedEntry.Calm}.
     */
    public void play(Round round) {
        play(round.faults());
    }

    /** The same with one fault, from now on, for a calm. */
    public void play(Plan plan) {
        play(List.of(plan));
    }

    private void play(List<Plan> plans) {
        PriorityQueue<Due> due =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
        long start = System.nanoTime();
        plans.forEach(plan -> {
            long at = start + plan.start().toNanos();
            due.add(new Due(at, nextOrder(), () -> begin(plan, due)));
        });
        while (!due.isEmpty()) {
            pause(due.element().at());
            bed.fleet().tick();
            if (due.element().at() <= System.nanoTime()) {
                due.remove().act().run();
            }
        }
        heal();
    }

    /** What it acts on. */
    Bed bed() {
        return bed;
    }

    /** What is due at the same time comes in the order in which it was planned. */
    private long nextOrder() {
        return order++;
    }

    private void begin(Plan plan, PriorityQueue<Due> due) {
        Fault fault = Faults.of(plan, bed);
        long at = System.nanoTime();
        journal.write(new BedEntry.Began(at, plan.fault(), plan.kind().name(), fault.nodes(), fault.detail()));
        fault.begin();
        fault.moments().stream()
                .filter(moment -> moment.afterBegin().compareTo(plan.length()) < 0)
                .forEach(moment -> due.add(new Due(at + moment.afterBegin().toNanos(), nextOrder(), moment.act())));
        due.add(new Due(at + plan.length().toNanos(), nextOrder(), () -> end(plan, fault)));
    }

    private void end(Plan plan, Fault fault) {
        if (fault instanceof BusyCores cores) {
            journal.write(new BedEntry.Burnt(System.nanoTime(), plan.fault(), cores.isBurning()));
        }
        fault.end();
        journal.write(new BedEntry.Over(System.nanoTime(), plan.fault()));
    }

    /** Undoes all that is done, starts the dead, and returns when all processes run. */
    public void heal() {
        bed.wires().heal();
        nodes.forEach(node -> bed.lab().clock(node).shift(Duration.ZERO));
        bed.fleet().heal();
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!bed.fleet().isWhole()) {
            if (System.nanoTime() > limit) {
                throw new LabFailure("Not all nodes run again " + START_LIMIT.toSeconds() + " s after all faults: "
                        + bed.fleet().running() + " do.");
            }
            pause(limit);
            bed.fleet().tick();
        }
    }

    /** Lets time pass, up to then, and no longer than a tick. */
    private static void pause(long until) {
        long nanos = Math.min(TICK_NANOS, until - System.nanoTime());
        if (nanos <= 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new LabFailure("The bed was ended.");
        }
    }
}
