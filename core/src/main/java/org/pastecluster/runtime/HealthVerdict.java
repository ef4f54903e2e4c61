package org.pastecluster.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterHealth.Status;
import org.pastecluster.ClusterSettings;
import org.pastecluster.spi.TimeSource;

/** Whether a node does its work, from what can be read of it. */
final class HealthVerdict {

    private HealthVerdict() {}

    /**
     * @param end what it said when it stopped; null while it runs
     * @param setback why there is no leader, if that was noted; null for nothing
     * @param reports what a person should mend
     * @param wakeDue when its timer should run, on the monotonic clock
     */
    static ClusterHealth of(
            Standing standing,
            ClusterSettings settings,
            ClusterEvent.@Nullable Stopped end,
            @Nullable String setback,
            List<Finding> reports,
            long wakeDue,
            TimeSource time,
            Instant lastRun) {
        List<Finding> findings = new ArrayList<>();
        boolean down = false;
        long leaseNanos = settings.lease().toNanos();
        long now = time.nanos();
        if (end != null) {
            findings.add(
                    new Finding(end.failed() ? Kind.FAILED : Kind.STOPPED, "This node has stopped. " + end.reason()));
            down = true;
        } else if (wakeDue != Long.MAX_VALUE && now - wakeDue > leaseNanos) {
            findings.add(new Finding(
                    Kind.LOOP_LATE,
                    "This node's loop is " + (now - wakeDue) / 1_000_000
                            + " ms late; look for a stopped process or a starved machine."));
            down = true;
        } else if (standing.view().leader() == null) {
            long leaderless = now - standing.leaderlessSince();
            findings.add(new Finding(
                    standing.hasKnownLeader() ? Kind.NO_LEADER : Kind.NOT_JOINED,
                    "No leader has been known for " + leaderless / 1_000_000 + " ms"
                            + (setback == null ? "" : "; last: " + setback) + "." + minMembers(settings)));
            down = reports.stream().anyMatch(report -> report.kind() != Kind.DISCOVERY) || leaderless > 2 * leaseNanos;
        }
        findings.addAll(reports);
        return new ClusterHealth(down ? Status.DOWN : Status.UP, findings, lastRun);
    }

    private static String minMembers(ClusterSettings settings) {
        int least = settings.minMembers();
        return least == 1 ? "" : " Fewer than " + least + " members have no leader: that is the setting min-members.";
    }
}
