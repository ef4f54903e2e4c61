package org.pastecluster.bench.work;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.Board;
import org.pastecluster.bench.fleet.Fleet;

/** What a cluster does when its leader dies, stands still, or is cut off. */
final class FailureWorks {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long LONGEST_SECONDS = 150;
    private static final long FROZEN_MILLIS = 1_000;
    private static final long LONGEST_TWO_SECONDS = 60;
    private static final long LONGEST_RESET_SECONDS = 60;
    private static final long ALONE_MILLIS = 2_000;

    private final Fleet fleet;
    private final Pace pace;
    private final Figures figures;

    FailureWorks(Fleet fleet, Pace pace, Figures figures) {
        this.fleet = fleet;
        this.pace = pace;
        this.figures = figures;
    }

    /** SIGKILL of the leader, until all survivors name the same new one. */
    void crash(Measure measure) {
        int leader = settledLeader();
        long before = System.nanoTime();
        fleet.node(leader).kill();
        figures.add(fleet.kind(), measure, awaitSuccessor(leader, before));
    }

    /** SIGSTOP of the leader, until the others name the same new one; then SIGCONT, and how long two believed to lead. */
    void freeze(boolean wantsFreeze, boolean wantsTwoLeaders) {
        int leader = settledLeader();
        long before = System.nanoTime();
        fleet.node(leader).freeze();
        double millis = awaitSuccessor(leader, before);
        if (wantsFreeze) {
            figures.add(fleet.kind(), Measure.FREEZE_3, millis);
        }
        if (wantsTwoLeaders) {
            fleet.board().pass(FROZEN_MILLIS);
            long thaw = System.nanoTime();
            fleet.node(leader).mayEnd();
            fleet.node(leader).thaw();
            fleet.ask(leader, "count");
            addTwoLeaders(Work.TWO_LEADERS, Measure.TWO_LEADERS, thaw);
        }
    }

    /**
     * All connections of the leader are reset and its address refuses, while it lives and can call others: until these name the same new
     * leader, and how long two believed to lead. A system may keep its leader.
     */
    void reset() {
        if (!fleet.sharesNetworkBecause().isEmpty()) {
            throw new BenchFailure("A network of its own could not be made: " + fleet.sharesNetworkBecause());
        }
        int leader = settledLeader();
        long before = System.nanoTime();
        fleet.cutOff(leader);
        if (fleet.board().holds(() -> !haveSuccessor(leader), TimeUnit.SECONDS.toNanos(LONGEST_RESET_SECONDS))) {
            figures.remark(
                    fleet.kind(),
                    Work.RESET_3,
                    "After " + LONGEST_RESET_SECONDS + " s the others named no other leader together: " + named()
                            + ".");
        } else {
            figures.add(fleet.kind(), Measure.RESET_3, awaitSuccessor(leader, before));
        }
        addTwoLeaders(Work.RESET_3, Measure.RESET_3_TWO_LEADERS, before);
    }

    private String named() {
        return "nodes " + fleet.all() + " name "
                + fleet.all().stream().map(fleet.board()::leader).toList();
    }

    /** Waits until there is one, and counts since that time. */
    private void addTwoLeaders(Work work, Measure measure, long since) {
        if (!awaitOneBeliever()) {
            figures.remark(
                    fleet.kind(),
                    work,
                    "There were still two after " + LONGEST_TWO_SECONDS + " s; only what was until then is counted.");
        }
        List<List<Board.Span>> led =
                fleet.all().stream().map(fleet.board()::led).toList();
        figures.add(fleet.kind(), measure, Overlap.nanos(led, since, System.nanoTime()) / NANOS_PER_MILLI);
    }

    private int settledLeader() {
        fleet.board().pass(pace.settleMillis());
        if (!fleet.board().agree(fleet.all())) {
            throw new BenchFailure(
                    "The nodes of " + fleet.kind().label() + " no longer agree, and nothing was done to them.");
        }
        return fleet.board().leader(0);
    }

    private double awaitSuccessor(int old, long since) {
        Board board = fleet.board();
        List<Integer> others = fleet.allBut(old);
        board.await(
                () -> haveSuccessor(old),
                since + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS),
                "the others name a new leader");
        long last = others.stream().mapToLong(board::since).max().orElseThrow();
        return (last - since) / NANOS_PER_MILLI;
    }

    private boolean haveSuccessor(int old) {
        List<Integer> others = fleet.allBut(old);
        return fleet.board().agree(others) && fleet.board().leader(others.get(0)) != old;
    }

    /** Whether it came to that one node alone believes to lead, and stayed so for a while. */
    private boolean awaitOneBeliever() {
        Board board = fleet.board();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_TWO_SECONDS);
        while (System.nanoTime() < deadline) {
            if (board.holds(() -> believers() <= 1, TimeUnit.MILLISECONDS.toNanos(ALONE_MILLIS))) {
                return true;
            }
            var unused = board.holds(() -> believers() > 1, deadline - System.nanoTime());
        }
        return false;
    }

    private long believers() {
        return fleet.all().stream().filter(fleet.board()::leads).count();
    }
}
