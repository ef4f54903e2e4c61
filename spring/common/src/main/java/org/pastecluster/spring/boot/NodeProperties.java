package org.pastecluster.spring.boot;

import org.pastecluster.NodeAddress;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One entry of {@code pastecluster.nodes}.
 *
 * @param host base URL of the node, such as {@code http://192.0.2.3:8080}
 * @param id number of the node; 0 for none
 * @param group number of its group; 0 for none
 * @param name its name; empty for none
 */
public record NodeProperties(
        @DefaultValue("") String host,
        @DefaultValue("0") int id,
        @DefaultValue("0") int group,
        @DefaultValue("") String name) {

    static NodeProperties of(NodeAddress address) {
        return new NodeProperties(address.host(), address.id(), address.group(), address.name());
    }

    /** @throws org.pastecluster.ClusterConfigurationException when its host is no base URL */
    NodeAddress address() {
        return new NodeAddress(host, id, group, name);
    }
}
