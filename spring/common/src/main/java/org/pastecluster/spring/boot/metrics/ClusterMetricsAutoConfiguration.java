package org.pastecluster.spring.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.pastecluster.spring.boot.leader.LeaderGate;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The node's figures, where the application has a registry for them; without one, nothing is counted. */
@AutoConfiguration(
        after = {PasteClusterAutoConfiguration.class, LeaderOnlyAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({Cluster.class, MeterRegistry.class})
public final class ClusterMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NodeFigures pasteClusterNodeFigures() {
        return new NodeFigures();
    }

    /** First, so that measurements of the application's own take their place. */
    @Bean
    @ConditionalOnMissingBean(name = "pasteClusterMeasuring")
    @Order(Ordered.HIGHEST_PRECEDENCE)
    PasteClusterCustomizer pasteClusterMeasuring(NodeFigures figures) {
        return builder -> {
            var unused = builder.measurements(figures);
        };
    }

    @Bean
    @ConditionalOnMissingBean
    ClusterMeters pasteClusterMeters(Cluster cluster, NodeFigures figures, ObjectProvider<LeaderGate> gate) {
        return new ClusterMeters(cluster, figures, gate.getIfAvailable());
    }
}
