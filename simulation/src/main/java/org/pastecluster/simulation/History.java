package org.pastecluster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pastecluster.simulation.checker.BrokenPromise;
import org.pastecluster.simulation.checker.Convergence;
import org.pastecluster.simulation.checker.FalseHosts;
import org.pastecluster.simulation.checker.Ledger;
import org.pastecluster.simulation.checker.Stability;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.simulation.cluster.StepFailure;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.fault.Faults;
import org.pastecluster.simulation.traffic.Application;
import org.pastecluster.simulation.traffic.Applications;
import org.pastecluster.simulation.traffic.MessagePlan;

/** One history: nodes start, faults happen, the network heals, and what was promised is demanded. */
public final class History implements Playable {

    private static final long STEP = 20_000_000;
    private static final int DIFFICULT_ONE_IN = 4;
    private static final long HOLD = 4_000_000_000L;

    /** For so long a process that is gone may be told what became of its messages, slow handlers counted. */
    private static final long CARRIED_LATE = 60_000_000_000L;

    private static final long LOOK_AT_MESSAGES = 500_000_000L;

    /** A half-open link is silent for 25 s before it is closed, a new one needs seconds, and what is late comes up to 13 s late. */
    private static final long SETTLE = 45_000_000_000L;

    private final Options options;
    private final SplittableRandom random;
    private final SimulatedCluster cluster;
    private final Sides sides;
    private final Convergence convergence;
    private final Checkers checkers;
    private final Faults faults;
    private final Ledger ledger;
    private final Applications applications;
    private long longestConvergence;

    /** A history of correct nodes. */
    public History(Options options) {
        this(options, Spoiler.NOTHING);
    }

    /**
     * @param options its options
     * @param spoiler puts faulty parts into processes
     */
    public History(Options options, Spoiler spoiler) {
        this.options = options;
        this.random = new SplittableRandom(options.seed()).split();
        this.cluster = new SimulatedCluster(random.split(), options.quality(), spoiler);
        this.sides = new Sides(cluster);
        this.convergence = new Convergence(cluster, sides);
        this.faults = new Faults(cluster, random.split());
        this.checkers = new Checkers(cluster, sides, random.nextInt(DIFFICULT_ONE_IN) == 0);
        for (ProcessPlan plan : options.plans(random.split())) {
            cluster.add(plan);
        }
        // Other messages, or none, leave the rest of the history's drawing as it is.
        SplittableRandom mail = new SplittableRandom(~options.seed());
        this.ledger = new Ledger(cluster);
        this.applications = new Applications(cluster, ledger, options.messages(), mail);
        cluster.watch(ledger);
        cluster.network().watch(ledger);
        cluster.watch(applications);
    }

    /** That of the process at a machine. */
    public Application application(int machine) {
        return applications.of(Objects.requireNonNull(cluster.at(machine), "it was started"));
    }

    /**
     * Lets every message get its verdict. A slow handler holds up all that is behind it in its lane; but that nothing at all gets a verdict
     * must not last.
     */
    private void settleMessages() {
        applications.stop();
        long longest = MessagePlan.LONGEST_LIFE + 2 * options.messages().slowNanos() + SETTLE;
        while (ledger.hasOpen()) {
            if (cluster.now() - ledger.lastProgress() > longest) {
                ledger.end();
            }
            cluster.pass(LOOK_AT_MESSAGES);
        }
        long settled = cluster.now();
        while (ledger.lastCarried() > cluster.now() - CARRIED_LATE / 4) {
            if (cluster.now() - settled > CARRIED_LATE) {
                throw new BrokenPromise("P10", "batches are carried on and on, though every message has its verdict");
            }
            cluster.pass(LOOK_AT_MESSAGES);
        }
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public SimulatedCluster cluster() {
        return cluster;
    }

    @Override
    public HistoryResult run() {
        return play((history, draws) -> {
            faultyPhase();
            new HealedPhase(options, cluster, draws.split(), faults, this).run();
        });
    }

    /** Starts all nodes and does what a script says, to its end or to the first broken promise. */
    public HistoryResult play(Script script) {
        try {
            startAll();
            script.play(this, random);
            settleMessages();
            checkers.news().end();
            return result(null, "");
        } catch (BrokenPromise broken) {
            return result(broken.promise(), String.valueOf(broken.getMessage()));
        } catch (StepFailure failure) {
            return result("P11", String.valueOf(failure.getMessage()));
        }
    }

    private HistoryResult result(@Nullable String broken, String how) {
        return new HistoryResult(
                options,
                cluster.now(),
                faults.caused(),
                broken,
                how,
                longestConvergence,
                checkers.overlap().longest(),
                checkers.heirs().excused(),
                checkers.answers().unanswered(),
                new MessageCounts(ledger.accepted(), ledger.verdicts()));
    }

    private void startAll() {
        for (int machine = 0; machine < cluster.size(); machine++) {
            cluster.start(machine);
            if (options.staggerNanos() > 0) {
                cluster.pass(random.nextLong(options.staggerNanos()));
            }
        }
    }

    private void faultyPhase() {
        List<FaultKind> kinds = new ArrayList<>(options.kinds());
        long end = cluster.now() + options.faultyNanos();
        while (cluster.now() < end) {
            cluster.pass((long) (-Math.log(1 - random.nextDouble()) * options.meanFaultNanos()));
            faults.cause(kinds.get(random.nextInt(kinds.size())));
        }
    }

    /** What may happen to leadership from now on. */
    public void allow(Stability.Allowed allowed) {
        checkers.stability().allow(allowed);
    }

    /** Looks after second processes at one address. */
    public FalseHosts falseHosts() {
        return checkers.falseHosts();
    }

    /** Lets time pass until all sides have converged, and stay so for longer than a lease. */
    public void converge(long budget, String after) {
        long start = cluster.now();
        long convergedAt = start;
        while (true) {
            String missing = convergence.missing();
            if (missing != null) {
                convergedAt = cluster.now() + STEP;
                if (cluster.now() - start > budget) {
                    throw new BrokenPromise(
                            "P5", "not converged within " + budget / 1_000_000 + " ms after " + after + ": " + missing);
                }
            } else if (cluster.now() - convergedAt >= HOLD) {
                break;
            }
            cluster.pass(STEP);
        }
        longestConvergence = Math.max(longestConvergence, convergedAt - start);
        cluster.happened("converged " + (convergedAt - start) / 1_000_000 + " ms after " + after);
    }

    /** The node that leads; -1 if there is none or there are several. */
    public int leader() {
        int leader = -1;
        for (int machine = 0; machine < cluster.size(); machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process != null && process.isUp() && process.believes()) {
                if (leader >= 0) {
                    return -1;
                }
                leader = machine;
            }
        }
        return leader;
    }
}
