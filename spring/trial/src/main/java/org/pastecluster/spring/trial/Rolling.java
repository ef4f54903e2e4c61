package org.pastecluster.spring.trial;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** All processes are restarted in turn, by SIGTERM, as a deployment does it, while customers come in and jobs run. */
final class Rolling {

    /** In nanoseconds. */
    private static final long NOTED_LATE = 1_000_000_000L;

    private final Fleet fleet;
    private final Visitors visitors;
    private int restarts;
    private int ofTheLeader;
    private double longestGap;

    Rolling(Fleet fleet, Visitors visitors) {
        this.fleet = fleet;
        this.visitors = visitors;
    }

    void run(int rounds) throws IOException, InterruptedException {
        fleet.awaitWhole(System.nanoTime());
        visitors.begin();
        for (int round = 0; round < rounds; round++) {
            for (int node = 0; node < fleet.ports().size(); node++) {
                boolean leads = fleet.leader() == node;
                fleet.node(node).stop();
                fleet.restart(node);
                fleet.awaitWhole(System.nanoTime());
                restarts++;
                ofTheLeader += leads ? 1 : 0;
                Report.say("restarted node %d%s", node, leads ? ", the leader" : "");
            }
        }
    }

    /** To be called when all processes have ended. */
    Report report(Database database) throws IOException, SQLException {
        List<ShopProcess> processes = fleet.all();
        List<Reign> reigns = Reign.of(processes);
        // The last processes are stopped at the end, one after another, and each may have led.
        List<Reign> during = reigns.subList(0, Math.min(reigns.size(), ofTheLeader + 1));
        Gaps gaps = Gaps.between(during);
        longestGap = gaps.longest();
        Report report = new Report();
        report.line(
                "%d restarts, %d of the leader; leadership moved %d times; without a leader for %.0f ms at most, %.0f by median.",
                restarts, ofTheLeader, during.size() - 1, gaps.longest(), gaps.quantile(0.5));
        if (during.size() != ofTheLeader + 1) {
            report.fault("leadership moved " + (during.size() - 1) + " times");
        }
        if (ofTheLeader == 0) {
            report.fault("the leader was never restarted");
        }
        for (int i = 1; i < reigns.size(); i++) {
            // The end is noted by the threads that serve listeners, a while after it.
            if (reigns.get(i - 1).until() - reigns.get(i).from() > NOTED_LATE) {
                report.fault("two led at once: node " + reigns.get(i - 1).process().node + " and node "
                        + reigns.get(i).process().node);
            }
        }
        Jobs jobs = new Jobs(processes);
        report.jobs(jobs, database);
        report.add("", jobs.overlaps());
        report.add("", jobs.twice());
        Messages messages = new Messages(processes);
        report.messages(messages);
        report.add("", messages.lostBetweenLiving());
        report.visitors(visitors);
        if (visitors.failed() > 0) {
            report.fault(visitors.failed() + " visits failed, the first one with " + visitors.firstFailure());
        }
        return report;
    }

    /** In milliseconds, as reported. */
    double longestGap() {
        return longestGap;
    }
}
