package org.pastecluster.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The actuator endpoint {@code cluster}: read by whoever may, and changed only where its access is set to unrestricted. */
@Endpoint(id = "cluster", defaultAccess = Access.READ_ONLY)
public final class ClusterEndpoint {

    private final Cluster cluster;
    private final Optional<ShownSettings> settings;

    /** @param settings empty where the application made its cluster itself */
    ClusterEndpoint(Cluster cluster, Optional<ShownSettings> settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** What there is to know, without secrets. */
    @ReadOperation
    public Map<String, Object> cluster() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("view", Shown.view(cluster.view()));
        shown.put("findings", Shown.findings(cluster.health()));
        shown.put("history", Shown.history(cluster.history()));
        settings.ifPresent(ours -> shown.put("settings", ours.all()));
        return shown;
    }

    /**
     * Adds a node to the list.
     *
     * @param host its base URL
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, Object>> addNode(String host) {
        return told(() -> cluster.addNode(NodeAddress.of(host)));
    }

    /**
     * Has this node leave, or hand its leadership over. It does not wait for that.
     *
     * @param operation what to do
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, Object>> act(@Selector Operation operation) {
        return told(() -> {
            switch (operation) {
                case LEAVE -> {
                    var unused = cluster.leave();
                }
                case HAND_OVER -> cluster.handOver();
            }
        });
    }

    private static WebEndpointResponse<Map<String, Object>> told(Runnable what) {
        try {
            what.run();
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
        } catch (ClusterConfigurationException wrong) {
            String sentence = String.valueOf(wrong.getMessage());
            throw new InvalidEndpointRequestException(sentence, sentence, wrong);
        } catch (ClusterUnavailableException notNow) {
            return new WebEndpointResponse<>(
                    Map.of("reason", String.valueOf(notNow.getMessage())),
                    WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }

    /** What a node can be told to do; in a path in any spelling that Spring Boot takes for it, such as {@code hand-over}. */
    public enum Operation {
        /** Leaves the cluster politely. */
        LEAVE,
        /** Hands leadership to the best follower. */
        HAND_OVER
    }
}
