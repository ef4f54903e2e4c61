package org.pastecluster.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pastecluster.it.fault.BedStalls;
import org.pastecluster.it.fault.Fleet;
import org.pastecluster.it.fault.Plan;
import org.pastecluster.it.fault.Round;
import org.pastecluster.it.fault.Runner;
import org.pastecluster.it.fault.Timetable;
import org.pastecluster.it.judge.Timing;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/**
 * A campaign: rounds of faults at the times of a seed, each followed by a calm in which the nodes find together and then nothing may move. What happened is in
 * the directory's journals; nothing is judged here.
 */
final class ChaosCampaign implements AutoCloseable {

    private static final Duration FORM = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(15);

    /** After a planned move in a calm nodes have so long to settle. */
    private static final long HOLD_NANOS = Timing.usual().hold();

    private final List<Integer> nodes;

    /** Those and the .NET nodes. */
    private final List<Integer> hosts;

    private final Sight sight = new Sight();
    private final Journal<BedEntry> journal;
    private final Lab lab;
    private final ChaosWorld world;
    private final Fleet fleet;
    private final Runner runner;
    private final Optional<NodeProcess> observer;
    private final BedStalls stalls;
    private final Timetable timetable;
    private final Consumer<String> progress;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Makes the networks and starts the nodes.
     *
     * @param directory is empty
     * @param progress takes a sentence about each round
     */
    ChaosCampaign(ChaosOptions options, long seed, String secret, Path directory, Consumer<String> progress) {
        this.progress = progress;
        this.nodes = IntStream.rangeClosed(1, options.nodes()).boxed().toList();
        this.hosts = IntStream.rangeClosed(1, options.nodes() + options.neighbours())
                .boxed()
                .toList();
        this.timetable = new Timetable(seed, hosts.size(), options.nodes(), options.kinds());
        this.journal = new Journal<>(directory.resolve("bed.journal"), Lines.BED);
        this.stalls = new BedStalls(journal);
        this.lab = Lab.make(
                Stream.concat(hosts.stream(), Stream.of(ChaosWorld.STRANGER, ChaosWorld.HOSTILE, ChaosWorld.OBSERVER))
                        .toList(),
                directory);
        try {
            lab.startHelpers();
            this.world = new ChaosWorld(lab, directory, options, secret, sight);
            this.fleet = new Fleet(hosts.size(), world::start, journal);
            this.observer = options.neighbours() > 0 ? Optional.of(world.startObserver(seed)) : Optional.empty();
            this.runner = new Runner(lab, fleet, world, journal);
        } catch (RuntimeException failure) {
            lab.close();
            stalls.close();
            journal.close();
            throw failure;
        }
    }

    /** Starts all nodes, plays rounds until so many nanoseconds have passed, and ends everything politely. */
    void run(long nanos) {
        long end = System.nanoTime() + nanos;
        fleet.startAll();
        if (!sight.await(this::isAgreed, FORM.toNanos())) {
            throw new LabFailure(
                    "The nodes have formed no cluster within " + FORM.toSeconds() + " s. " + whereToLook());
        }
        for (int number = 1; System.nanoTime() < end; number++) {
            Round round = timetable.round(number);
            observer.ifPresent(one -> one.say("ring"));
            runner.play(round);
            calm(number);
            round.inCalm().ifPresent(this::move);
            progress.accept("round " + number + ": " + told(round));
        }
        finish();
    }

    private String whereToLook() {
        return "What they wrote is in n*.log.";
    }

    /** Until the nodes agree and have held it for a while, or have had all the time that they may take. */
    private void calm(int round) {
        journal.write(new BedEntry.Calm(System.nanoTime(), round));
        long limit = System.nanoTime() + Timing.usual().agreement() + HOLD_NANOS;
        do {
            if (!sight.await(this::isAgreed, limit - System.nanoTime())) {
                return;
            }
            journal.write(new BedEntry.Agreed(System.nanoTime(), round));
        } while (sight.await(() -> !isAgreed(), HOLD_NANOS));
        all().forEach(node -> node.say("heap"));
        // The judge looks closer than this; and only what comes after that time shows whether something moves.
        sight.pass(HOLD_NANOS);
    }

    private boolean isAgreed() {
        return sight.agree(nodes, hosts);
    }

    private void move(Plan plan) {
        runner.play(plan);
        calm(plan.fault());
    }

    private static String told(Round round) {
        return Stream.concat(round.faults().stream(), round.inCalm().stream())
                .map(plan -> plan.kind().name())
                .collect(Collectors.joining(", "));
    }

    /** Nobody sends any more, every message gets its verdict, and all leave. */
    private void finish() {
        world.endSending();
        observer.ifPresent(one -> one.say("quiet"));
        all().forEach(node -> node.say("quiet"));
        long limit = System.nanoTime() + DRAIN.toNanos();
        while (all().stream().anyMatch(node -> open(node) != 0) && System.nanoTime() < limit) {
            sight.pass(ANSWER.toNanos() / 100);
        }
        all().forEach(node -> node.ask("heap", "heap", ANSWER));
        end();
        // It hears from .NET nodes while they are there.
        observer.ifPresent(one -> {
            one.endInput();
            var unused = one.awaitEnd(END);
        });
        all().forEach(node -> node.say("exit"));
        for (NodeProcess node : all()) {
            if (!node.awaitEnd(END)) {
                throw new LabFailure(node.name() + " has not ended " + END.toSeconds() + " s after it was told to.");
            }
        }
    }

    /** Somebody ends the bed, and the nodes with it. From any thread. */
    void breakOff() {
        end();
    }

    private void end() {
        if (!ended.getAndSet(true)) {
            journal.write(new BedEntry.End(System.nanoTime()));
        }
    }

    private List<NodeProcess> all() {
        return nodes.stream().map(fleet::process).toList();
    }

    /** How many messages of that node have no verdict. One that does not answer is asked again. */
    private static int open(NodeProcess node) {
        return node.ask("count", "count", ANSWER)
                .map(line -> Integer.parseInt(line.split(" ", -1)[1]))
                .orElse(1);
    }

    /** Processes that ended though nobody told them to. */
    List<String> endedByThemselves() {
        return fleet.endedByThemselves().stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        fleet.close();
        world.close();
        lab.close();
        stalls.close();
        journal.close();
    }
}
