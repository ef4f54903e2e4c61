package org.pastecluster.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.Fleet;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.soak.ledger.Audit;
import org.pastecluster.bench.soak.ledger.LedgerFiles;
import org.pastecluster.bench.soak.ledger.NodeRun;
import org.pastecluster.bench.system.SystemKind;

/**
 * A soak in rounds. Within one, all nodes send at full speed and faults befall them; at its end all nodes live, nobody sends any more, every message
 * must get its verdict, and heaps are looked at.
 */
final class SoakCampaign {

    private static final long FORM_SECONDS = 60;

    /** The longest time to live of a lane, and as much again for a machine that is busy. */
    private static final long DRAIN_SECONDS = 60;

    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    private static final long LOOK_MILLIS = 100;

    private final Fleet fleet;
    private final SoakFaults faults;
    private final Audit audit;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom();
    private final SoakRuns runs = new SoakRuns();
    private final List<HeapSeries> heaps = new ArrayList<>();
    /** Starts the nodes and waits until they have formed a cluster. {@code progress} takes a sentence about each round. */
    SoakCampaign(Fleets fleets, int nodes, Consumer<String> progress) {
        this.progress = progress;
        this.fleet = fleets.start(SystemKind.PASTECLUSTER, nodes, runs);
        this.audit = new Audit(new LedgerFiles(fleet.directory()), nodes);
        this.faults = new SoakFaults(fleet, this::restart);
        fleet.awaitFormed(FORM_SECONDS);
        for (int i : fleet.all()) {
            heaps.add(new HeapSeries());
            enter(i);
        }
    }

    private void enter(int node) {
        runs.isOf(node, Long.parseLong(fleet.ask(node, "who")[1]));
    }

    private void restart(int node) {
        runs.died(node);
        fleet.restart(node);
        fleet.answer(node, "up");
        enter(node);
        fleet.ask(node, "go");
    }

    /** Faults at random for so long, and then what {@link #settle} does. */
    void round(long millis) {
        fleet.all().forEach(node -> fleet.ask(node, "go"));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            fleet.board().pass(random.nextInt(LONGEST_PAUSE_MILLIS));
            faults.befall();
        }
        settle();
    }

    /** Faults as they are told, while everybody sends; each begins when every node has handled so many messages more. */
    void round(long messages, List<Consumer<SoakFaults>> told) {
        fleet.all().forEach(node -> fleet.ask(node, "go"));
        for (Consumer<SoakFaults> fault : told) {
            awaitHandled(messages);
            fault.accept(faults);
        }
        awaitHandled(messages);
        settle();
    }

    private void awaitHandled(long messages) {
        List<Long> before = fleet.all().stream().map(this::handled).toList();
        awaitCounts(
                () -> fleet.all().stream().allMatch(node -> handled(node) - before.get(node) >= messages),
                "every node handles " + messages + " messages");
    }

    private long handled(int node) {
        return Long.parseLong(fleet.ask(node, "count")[2]);
    }

    private long open(int node) {
        return Long.parseLong(fleet.ask(node, "count")[1]);
    }

    /** Waits until the cluster is whole, lets nobody send, waits until every message has its verdict, and judges what is over. */
    private void settle() {
        fleet.awaitWhole(FORM_SECONDS);
        fleet.all().forEach(node -> fleet.ask(node, "pause"));
        awaitCounts(
                () -> fleet.all().stream().allMatch(node -> open(node) == 0),
                "every message has its verdict, " + DRAIN_SECONDS + " s after the last was sent");
        for (int node : fleet.all()) {
            heaps.get(node).add(Long.parseLong(fleet.ask(node, "heap")[1]));
            String[] late = fleet.ask(node, "late");
            for (int i = 1; i < late.length; i++) {
                audit.found("The verdict of message " + late[i] + " of " + runs.of(node) + " came late.");
            }
        }
        judge();
        progress.accept(faults.news());
    }

    /** Nothing is on its way, so that the living can be judged too, and begin anew. */
    private void judge() {
        Map<NodeRun, Long> known = runs.known();
        audit.findStrays();
        runs.longDead().forEach(run -> audit.judge(run, false, known));
        for (int node : fleet.all()) {
            audit.judge(runs.of(node), true, known);
        }
        runs.endRound();
        for (int node : fleet.all()) {
            fleet.ask(node, "run " + runs.begin(node).number());
            enter(node);
        }
    }

    /** Judges what died in the last round. */
    void finish() {
        runs.longDead().forEach(run -> audit.judge(run, false, runs.known()));
    }

    private void awaitCounts(BooleanSupplier reached, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchFailure("It was not reached that " + what + ". " + unfinished());
            }
            fleet.board().pass(LOOK_MILLIS);
        }
    }

    private String unfinished() {
        List<String> all = new ArrayList<>();
        for (int node : fleet.all()) {
            all.add(runs.of(node) + ": " + open(node) + " open, " + handled(node) + " handled");
        }
        return String.join("; ", all) + ".";
    }

    SoakFaults faults() {
        return faults;
    }

    Audit audit() {
        return audit;
    }

    List<HeapSeries> heaps() {
        return heaps;
    }
}
