package org.pastecluster.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterView;
import org.pastecluster.spring.boot.node.NodeHolder;

/**
 * The health of the application's node, for the adapter of a generation to put into its own type.
 *
 * @param status {@code UP}, {@code DOWN}, or {@code UNKNOWN} for a node that has not started
 * @param details what is shown to whoever may see details, in this order
 */
public record HealthReport(String status, Map<String, Object> details) {

    private static final String UNKNOWN = "UNKNOWN";

    /**
     * The health at this moment.
     *
     * @param holder null where the application made its cluster itself
     */
    public static HealthReport of(Cluster cluster, @Nullable NodeHolder holder) {
        ClusterHealth health = cluster.health();
        ClusterView view = cluster.view();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("role", view.role().name());
        details.put("self", view.self().host());
        view.currentLeader().ifPresent(leader -> details.put("leader", leader.host()));
        details.put("members", view.members().size());
        details.put("number", view.number());
        details.put("reasons", health.reasons());
        boolean isExpected = holder != null && !holder.hasStarted();
        return new HealthReport(isExpected ? UNKNOWN : health.status().name(), details);
    }
}
