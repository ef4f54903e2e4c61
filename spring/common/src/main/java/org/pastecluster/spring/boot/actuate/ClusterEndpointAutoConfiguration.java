package org.pastecluster.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code cluster}, and what the endpoint {@code info} tells of the node. */
@AutoConfiguration(after = PasteClusterAutoConfiguration.class)
@ConditionalOnClass({ConditionalOnAvailableEndpoint.class, InfoContributor.class})
@ConditionalOnBean(Cluster.class)
public final class ClusterEndpointAutoConfiguration {

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    ClusterEndpoint pasteClusterEndpoint(
            Cluster cluster,
            ObjectProvider<NodeHolder> holder,
            ObjectProvider<PasteClusterProperties> properties,
            ObjectProvider<SanitizingFunction> sanitizing) {
        Optional<ShownSettings> settings = holder.stream()
                .flatMap(ours -> properties.stream())
                .map(ours -> new ShownSettings(ours, sanitizing.orderedStream().toList()))
                .findFirst();
        return new ClusterEndpoint(cluster, settings);
    }

    @Bean
    @ConditionalOnEnabledInfoContributor("pastecluster")
    @ConditionalOnMissingBean(name = "pasteclusterInfoContributor")
    InfoContributor pasteclusterInfoContributor(Cluster cluster) {
        return info -> {
            ClusterView view = cluster.view();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("role", view.role().name());
            shown.put("self", view.self().host());
            view.currentLeader().ifPresent(leader -> shown.put("leader", leader.host()));
            shown.put("members", view.members().size());
            shown.put("number", view.number());
            info.withDetail("cluster", shown);
        };
    }
}
