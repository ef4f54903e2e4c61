package org.pastecluster.spring.boot.boot4;

import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.pastecluster.spring.boot.actuate.HealthReport;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health component {@code pastecluster} in Spring Boot 4. */
@AutoConfiguration(
        after = PasteClusterAutoConfiguration.class,
        beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass(
        name = {
            "org.springframework.boot.health.contributor.HealthIndicator",
            "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
        })
public final class Boot4HealthAutoConfiguration {

    @Bean
    @ConditionalOnBean(Cluster.class)
    @ConditionalOnEnabledHealthIndicator("pastecluster")
    @ConditionalOnMissingBean(name = "pasteclusterHealthIndicator")
    HealthIndicator pasteclusterHealthIndicator(
            Cluster cluster, ObjectProvider<NodeHolder> holder, ObjectProvider<PasteClusterProperties> properties) {
        return () -> {
            HealthReport report = HealthReport.of(cluster, holder.getIfAvailable(), properties.getIfAvailable());
            return Health.status(report.status()).withDetails(report.details()).build();
        };
    }
}
