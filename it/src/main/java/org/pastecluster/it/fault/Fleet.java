package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.RunId;

/**
 * The nodes' processes: who runs, who is held down, who is stopped, by how many faults each. Writes what befalls them. Not thread-safe, but for what only
 * reads: {@link #process} and {@link #run}.
 */
public final class Fleet implements AutoCloseable {

    /** A node that was told to end and does not is killed when it is to start again, so long after. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Seat> seats;
    private final List<RunId> endedByThemselves = new ArrayList<>();

    /** Nodes from 1 to {@code nodes}; none is started yet. */
    public Fleet(int nodes, Function<RunId, NodeProcess> starter, Journal<BedEntry> journal) {
        this.seats = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> new Seat(node, starter, journal))
                .toList();
    }

    /** Starts those that do not run. */
    public void startAll() {
        seats.forEach(Seat::free);
        tick();
    }

    public int size() {
        return seats.size();
    }

    private Seat seat(int node) {
        return seats.get(node - 1);
    }

    /** The latest process of that node; it may have ended. */
    public NodeProcess process(int node) {
        return seat(node).process();
    }

    /** The latest start of that node; its number is 0 before the first. */
    public RunId run(int node) {
        return seat(node).run();
    }

    /** The nodes whose processes run, and are not stopped. */
    public List<Integer> running() {
        return seats.stream()
                .filter(seat -> seat.isAlive() && !seat.isStopped())
                .map(seat -> seat.run().node())
                .toList();
    }

    /** Processes that ended though nobody told them to, in order. They are started again with the next healing. */
    public List<RunId> endedByThemselves() {
        return List.copyOf(endedByThemselves);
    }

    /** SIGKILL; it stays down until everybody who wanted it down has called {@link #up}. */
    void kill(int node) {
        seat(node).kill();
    }

    /** SIGTERM; it stays down as after {@link #kill}. */
    void terminate(int node) {
        seat(node).terminate();
    }

    /** Waits until its process has ended. */
    void awaitEnd(int node) {
        seat(node).awaitEnd(LIMIT);
    }

    /** One less wants it down; nobody: it is started as soon as its last process has ended. */
    void up(int node) {
        seat(node).up();
        tick();
    }

    /** SIGSTOP; it stands still until everybody who stopped that process has called {@link #resume}. */
    RunId stop(int node) {
        return seat(node).stop();
    }

    /** One less wants that process stopped. */
    void resume(RunId run) {
        seat(run.node()).resume(run);
    }

    /** Looks who has ended, and starts who is to start. To be called every few milliseconds. */
    void tick() {
        for (Seat seat : seats) {
            if (seat.hasEndedByItself()) {
                endedByThemselves.add(seat.run());
            }
            seat.tick(PATIENCE);
        }
    }

    /** Nobody wants anybody stopped or down; who has ended by himself starts again. */
    void heal() {
        tick();
        seats.forEach(Seat::free);
        tick();
    }

    /** Whether all processes run that are to. */
    boolean isWhole() {
        return seats.stream().allMatch(seat -> seat.isAlive() && !seat.isStopped());
    }

    /** SIGKILL for all. */
    @Override
    public void close() {
        seats.forEach(Seat::kill);
        seats.forEach(seat -> seat.awaitEnd(LIMIT));
    }
}
