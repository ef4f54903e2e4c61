package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.Leadership;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P4: every listener, also one that throws and one that is slow, hears of every leadership once that it began and once that it
 * ended, in order, and of warnings only between the two; and P3's warning comes in time. P11: no node stops by itself.
 */
public final class News implements Watcher {

    private static final long SLOW = 700_000_000L;

    /** How much later than wanted a warning may be: the node's timer is no finer, and its clock drifts. */
    private static final long TIMER = 2_000_000L;

    private final SimulatedCluster cluster;
    private final boolean difficult;
    private final List<Applicant> applicants = new ArrayList<>();

    /** @param difficult whether a throwing and a slow listener listen too */
    public News(SimulatedCluster cluster, boolean difficult) {
        this.cluster = cluster;
        this.difficult = difficult;
    }

    /** What a listener throws. It has no stack trace, which would cost more than the rest of the history. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("thrown by a listener, as planned", null, false, false);
        }
    }

    /** The listeners of one process. */
    private static final class Applicant {
        private final List<Leadership> begun = new ArrayList<>(2);
        private final List<Ear> ears = new ArrayList<>(3);
        private long warnedOf;
    }

    /** One listener. */
    private final class Ear implements ClusterListener {

        private final SimulatedProcess process;
        private final Applicant applicant;
        private final String name;
        private final boolean first;
        private int acquired;
        private int lost;
        private boolean stopped;

        Ear(SimulatedProcess process, Applicant applicant, String name) {
            this.process = process;
            this.applicant = applicant;
            this.name = name;
            this.first = applicant.ears.isEmpty();
        }

        @Override
        public void onEvent(ClusterEvent event) {
            expect(!stopped, event, "after the last news");
            if (event instanceof ClusterEvent.LeadershipAcquired news) {
                expect(acquired == lost, event, "before it heard that the last one ended");
                if (first) {
                    applicant.begun.add(news.leadership());
                }
                expect(applicant.begun.get(acquired) == news.leadership(), event, "out of order");
                acquired++;
            } else if (event instanceof ClusterEvent.LeadershipLost news) {
                expect(isPresent(news.leadership()), event, "though that did not begin or had ended");
                lost++;
            } else if (event instanceof ClusterEvent.LeadershipEnding news) {
                expect(isPresent(news.leadership()), event, "of a leadership that it does not know or that has ended");
                applicant.warnedOf = process.leaseEnd();
            } else if (event instanceof ClusterEvent.Stopped news) {
                expect(acquired == lost, event, "and never hears that its leadership ended");
                stopped = true;
                if (news.failed() && !process.isFalse()) {
                    cluster.fail(new BrokenPromise("P11", process + " stopped by itself: " + news.reason()));
                }
            }
        }

        private boolean isPresent(Leadership leadership) {
            return acquired == lost + 1 && applicant.begun.get(lost) == leadership;
        }

        private void expect(boolean good, ClusterEvent event, String what) {
            if (!good) {
                cluster.fail(new BrokenPromise(
                        "P4",
                        "a " + name + " listener of " + process + " hears "
                                + event.getClass().getSimpleName() + " " + what));
            }
        }
    }

    @Override
    public void started(SimulatedProcess process) {
        Applicant applicant = new Applicant();
        applicants.add(applicant);
        Ear prompt = new Ear(process, applicant, "prompt");
        applicant.ears.add(prompt);
        process.cluster().addListener("prompt", prompt, Runnable::run);
        if (difficult) {
            Ear throwing = new Ear(process, applicant, "throwing");
            applicant.ears.add(throwing);
            process.cluster().addListener("throwing", event -> hearAndThrow(throwing, event), Runnable::run);
            Ear slow = new Ear(process, applicant, "slow");
            applicant.ears.add(slow);
            process.cluster().addListener("slow", slow, task -> later(process, task));
        }
    }

    private static void hearAndThrow(Ear ear, ClusterEvent event) {
        ear.onEvent(event);
        throw new Thrown();
    }

    private void later(SimulatedProcess process, Runnable task) {
        cluster.time().at(cluster.now() + SLOW, () -> process.process().deliver(task));
    }

    @Override
    public void settled(SimulatedProcess process) {
        Applicant applicant = applicants.get(process.serial());
        Ear prompt = applicant.ears.get(0);
        if (prompt.acquired - prompt.lost != (process.isLeading() ? 1 : 0)) {
            throw new BrokenPromise(
                    "P4",
                    process + (process.isLeading() ? " leads" : " does not lead")
                            + " and its listener heard of " + prompt.acquired + " beginnings and " + prompt.lost
                            + " ends");
        }
        if (process.isLeading() && applicant.warnedOf != process.leaseEnd()) {
            long warning =
                    cluster.plan(process.machine()).settings().leaseWarning().toNanos();
            long remaining = process.leaseEnd() - process.clock().nanos();
            if (remaining < warning - TIMER) {
                throw new BrokenPromise(
                        "P3", process + " was not warned " + Times.seconds(remaining) + " before its lease ends");
            }
        }
    }

    /** After a quiet time: nobody is still to hear anything. */
    public void end() {
        for (SimulatedProcess process : cluster.processes()) {
            Applicant applicant = applicants.get(process.serial());
            Ear prompt = applicant.ears.get(0);
            for (Ear ear : applicant.ears) {
                if (process.process().isAlive() && (ear.acquired != prompt.acquired || ear.lost != prompt.lost)) {
                    throw new BrokenPromise(
                            "P4",
                            "a " + ear.name + " listener of " + process + " heard of " + ear.acquired
                                    + " beginnings and " + ear.lost + " ends, a prompt one of " + prompt.acquired
                                    + " and " + prompt.lost);
                }
            }
        }
    }
}
