package org.pastecluster.spring.trial;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Processes are killed, stopped and frozen, the leader more often than its share, some in the middle of a job. */
final class Chaos {

    /** What befalls a process. */
    private enum Fault {
        SIGKILL,
        SIGTERM,
        SIGSTOP
    }

    private final Fleet fleet;
    private final SplittableRandom random;
    private final Map<Fault, Gaps> gaps = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> count = new EnumMap<>(Fault.class);

    Chaos(Fleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new SplittableRandom(seed);
    }

    void run(Duration time) throws IOException, InterruptedException {
        fleet.awaitWhole(System.nanoTime());
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(1000 + random.nextInt(3000));
            int leader = fleet.leader();
            int node = leader >= 0 && random.nextInt(3) > 0
                    ? leader
                    : random.nextInt(fleet.ports().size());
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            long began = System.nanoTime();
            ShopProcess process = fleet.node(node);
            befall(fault, process);
            count.merge(fault, 1, Integer::sum);
            fleet.awaitWhole(System.nanoTime());
            if (node == leader) {
                gaps.computeIfAbsent(fault, kind -> new Gaps()).add(began, process, fleet.all());
            }
            Report.say("%s of node %d%s", fault, node, node == leader ? ", the leader" : "");
        }
    }

    private void befall(Fault fault, ShopProcess process) throws IOException, InterruptedException {
        if (fault == Fault.SIGSTOP) {
            process.freeze();
            Thread.sleep(500 + random.nextInt(6000));
            process.thaw();
            return;
        }
        if (fault == Fault.SIGKILL) {
            process.kill();
        } else {
            process.stop();
        }
        Thread.sleep(random.nextInt(2000));
        fleet.restart(process.node);
    }

    /** To be called when all processes have ended. */
    Report report(Database database) throws IOException, SQLException {
        Report report = new Report();
        report.line("%-8s %6s %14s %9s %9s", "fault", "count", "of the leader", "p50 ms", "max ms");
        for (Fault fault : Fault.values()) {
            Gaps of = gaps.getOrDefault(fault, new Gaps());
            report.line(
                    "%-8s %6d %14d %9.0f %9.0f",
                    fault.name().toLowerCase(Locale.ROOT),
                    count.getOrDefault(fault, 0),
                    of.count(),
                    of.quantile(0.5),
                    of.longest());
        }
        report.line("(ms from the fault until another node leads; before a SIGTERM's the job that runs may end.)");
        List<ShopProcess> processes = fleet.all();
        Jobs jobs = new Jobs(processes);
        report.jobs(jobs, database);
        report.line(
                "%d slots were begun twice, as far as nodes know.", jobs.twice().size());
        report.messages(new Messages(processes));
        return report;
    }

    /** How often a leader was killed. */
    int killsOfTheLeader() {
        return gaps.getOrDefault(Fault.SIGKILL, new Gaps()).count();
    }

    /** Longest time without a leader after a kill, in milliseconds. */
    double longestAfterKill() {
        return gaps.getOrDefault(Fault.SIGKILL, new Gaps()).longest();
    }
}
