package org.pastecluster.spring.boot.boot3;

import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.pastecluster.spring.boot.actuate.HealthReport;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health component {@code pastecluster} in Spring Boot 3. */
@AutoConfiguration(
        after = PasteClusterAutoConfiguration.class,
        beforeName = "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration")
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthIndicator",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
public final class Boot3HealthAutoConfiguration {

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
