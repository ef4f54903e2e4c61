package org.pastecluster.simulation.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.simulation.checker.Ledger;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/** The applications of all processes: each new one gets one that sends by the history's plan, until it is told to stop. */
public final class Applications implements Watcher {

    private final SimulatedCluster cluster;
    private final Ledger ledger;
    private final MessagePlan plan;
    private final SplittableRandom random;
    private final List<Application> all = new ArrayList<>();
    private boolean stopped;

    public Applications(SimulatedCluster cluster, Ledger ledger, MessagePlan plan, SplittableRandom random) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.plan = plan;
        this.random = random;
    }

    @Override
    public void started(SimulatedProcess process) {
        Application application = new Application(cluster, process, ledger, plan, random.split());
        all.add(application);
        application.takeMessages();
        if (!plan.isSilent()) {
            sendLater(application);
        }
    }

    /** That of a process. */
    public Application of(SimulatedProcess process) {
        return all.get(process.serial());
    }

    /** Nobody sends anything more by itself. */
    public void stop() {
        stopped = true;
    }

    private void sendLater(Application application) {
        SimulatedProcess process = application.process();
        long wait = (long) (-Math.log(1 - random.nextDouble()) * plan.meanNanos()) + 1;
        cluster.time().at(cluster.now() + wait, () -> {
            if (stopped || !process.process().isAlive()) {
                return;
            }
            if (process.process().pausedSince() == Long.MAX_VALUE) {
                process.process().deliver(application::send);
            }
            sendLater(application);
        });
    }
}
