package org.pastecluster.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterView;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.pastecluster.spring.boot.node.NodeHolder;

/**
 * The health of the application's node, for the adapter of a generation to put into its own type.
 *
 * @param status {@code UP}, {@code DOWN}, {@code UNKNOWN} for a node that has not joined, or what is set for one without a leader
 * @param details what is shown to whoever may see details, in this order
 */
public record HealthReport(String status, Map<String, Object> details) {

    private static final String UNKNOWN = "UNKNOWN";

    /**
     * The health at this moment.
     *
     * @param holder null where the application made its cluster itself
     * @param properties null where the starter is switched off
     */
    public static HealthReport of(
            Cluster cluster, @Nullable NodeHolder holder, @Nullable PasteClusterProperties properties) {
        ClusterHealth health = cluster.health();
        ClusterView view = cluster.view();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("role", view.role().name());
        details.put("self", view.self().host());
        details.put("leader", view.currentLeader().map(leader -> leader.host()).orElse("none"));
        details.put("members", view.members().size());
        details.put("number", view.number());
        details.put("findings", Shown.findings(health));
        return new HealthReport(status(health, holder, properties), details);
    }

    private static String status(
            ClusterHealth health, @Nullable NodeHolder holder, @Nullable PasteClusterProperties properties) {
        if (holder != null && !holder.hasStarted()) {
            return UNKNOWN;
        }
        if (health.has(Kind.STOPPED) || health.has(Kind.FAILED) || health.has(Kind.LOOP_LATE)) {
            return health.status().name();
        }
        if (health.has(Kind.NOT_JOINED)) {
            return UNKNOWN;
        }
        if (!health.isUp() && health.has(Kind.NO_LEADER)) {
            // All nodes lose their leader at once, and a balancer must not take all of them out.
            return properties == null
                    ? ClusterHealth.Status.UP.name()
                    : properties.health().noLeaderStatus();
        }
        return health.status().name();
    }
}
