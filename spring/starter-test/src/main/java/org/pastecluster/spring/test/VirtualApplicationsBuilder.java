package org.pastecluster.spring.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.testkit.VirtualApplication;
import org.pastecluster.testkit.VirtualCluster;

/** Says how {@link VirtualApplications} begin. Not thread-safe. */
public final class VirtualApplicationsBuilder {

    /** A Monday, on which no clock is changed. */
    private static final Instant SOME_MORNING = Instant.parse("2026-01-05T08:00:00Z");

    private final List<Class<?>> configuration;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<Integer, Duration> off = new HashMap<>();
    private List<String> names = List.of();
    private UnaryOperator<ClusterSettingsBuilder> settings = UnaryOperator.identity();
    private Instant startsAt = SOME_MORNING;
    private Duration patience = Duration.ofSeconds(30);
    private int nodes = 3;
    private long seed = 1;

    VirtualApplicationsBuilder(Class<?>... configuration) {
        if (configuration.length == 0) {
            throw new ClusterConfigurationException(
                    "VirtualApplications of no configuration class; name the one with @SpringBootApplication.");
        }
        this.configuration = List.of(configuration);
    }

    /** How many nodes; 3 by default. Unnamed, unless {@link #names} follows. */
    public VirtualApplicationsBuilder nodes(int value) {
        nodes = value;
        names = List.of();
        return this;
    }

    /** So many nodes, called so; for messages to the node of a name. */
    public VirtualApplicationsBuilder names(String... values) {
        names = List.copyOf(Arrays.asList(values));
        nodes = values.length;
        return this;
    }

    /** A property of all applications, before all others; {@code {node}} in the value is the number of the node. */
    public VirtualApplicationsBuilder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Changes the settings of the cluster at every node, such as its verdict. */
    public VirtualApplicationsBuilder settings(UnaryOperator<ClusterSettingsBuilder> value) {
        settings = value;
        return this;
    }

    /** What all clocks show at the start; a Monday morning in UTC by default. */
    public VirtualApplicationsBuilder startsAt(Instant value) {
        startsAt = value;
        return this;
    }

    /** How much the clock of a node is ahead of the others; negative for behind. */
    public VirtualApplicationsBuilder clockOff(int node, Duration value) {
        off.put(node, value);
        return this;
    }

    /** Fixes the order and delay of everything in the cluster; 1 by default. Another seed, another history. */
    public VirtualApplicationsBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** How much real time a scheduled method may take at a stretch, before the test fails and says where it is; 30 s by default. */
    public VirtualApplicationsBuilder patience(Duration value) {
        patience = value;
        return this;
    }

    /**
     * Starts all applications, one after another, at the same moment of the test's time. What the start of a context throws ends it.
     *
     * @throws ClusterConfigurationException when settings cannot work
     */
    public VirtualApplications start() {
        return new VirtualApplications(this).start();
    }

    ContextRecipe recipe() {
        return new ContextRecipe(configuration, properties);
    }

    VirtualCluster cluster(VirtualApplication application) {
        return VirtualCluster.builder(nodes)
                .names(names)
                .settings(settings)
                .seed(seed)
                .application(application)
                .start();
    }

    Instant startsAt(int node) {
        return startsAt.plus(off.getOrDefault(node, Duration.ZERO));
    }

    Duration patience() {
        return patience;
    }
}
