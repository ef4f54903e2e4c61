package org.pastecluster.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.NodeAddress;

/** Says how a {@link VirtualCluster} begins. Not thread-safe. */
public final class VirtualClusterBuilder {

    private final int nodes;
    private UnaryOperator<ClusterSettingsBuilder> adjust = UnaryOperator.identity();
    private VirtualApplication application = (node, cluster) -> {};
    private List<String> names = List.of();
    private long seed = 1;

    VirtualClusterBuilder(int nodes) {
        if (nodes < 1) {
            throw new ClusterConfigurationException("A virtual cluster of " + nodes + " nodes; write one or more.");
        }
        this.nodes = nodes;
    }

    /** Changes the settings of every node, in which address and list of nodes are given already. */
    public VirtualClusterBuilder settings(UnaryOperator<ClusterSettingsBuilder> value) {
        adjust = value;
        return this;
    }

    /** What runs in each process when it starts: the place to add listeners. */
    public VirtualClusterBuilder application(VirtualApplication value) {
        application = value;
        return this;
    }

    /** The names of the nodes, for messages to the node of a name; those for which there is none have no name. */
    public VirtualClusterBuilder names(List<String> value) {
        names = List.copyOf(value);
        return this;
    }

    /** Fixes the order and delay of everything; 1 by default. Another seed, another history. */
    public VirtualClusterBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Starts all nodes at the same moment.
     *
     * @throws ClusterConfigurationException when settings cannot work
     */
    public VirtualCluster start() {
        List<NodeAddress> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            String name = node < names.size() ? names.get(node) : "";
            all.add(VirtualCluster.address(node, name));
        }
        List<ClusterSettings> settings = new ArrayList<>();
        for (NodeAddress self : all) {
            settings.add(adjust.apply(ClusterSettings.builder(self).nodes(all)).build());
        }
        return new VirtualCluster(settings, application, seed);
    }
}
