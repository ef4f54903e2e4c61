package org.pastecluster.spring.boot.messages;

import org.pastecluster.Cluster;
import org.pastecluster.Messages;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.PayloadConverter;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Lets beans send and take messages, and hear the cluster's news as application events. */
@AutoConfiguration(
        after = PasteClusterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "pastecluster.enabled", matchIfMissing = true)
@ConditionalOnBean(Cluster.class)
@Import({Jackson3.class, Jackson2.class})
public final class PasteClusterMessagesAutoConfiguration {

    /** Where there is no Jackson. */
    @Bean
    @ConditionalOnMissingBean
    PayloadConverter pasteClusterPlainPayloadConverter() {
        return new DefaultPayloadConverter(null);
    }

    @Bean
    @ConditionalOnMissingBean
    ClusterTemplate pasteClusterTemplate(Messages messages, PayloadConverter converter) {
        return new ClusterTemplate(messages, converter);
    }

    @Bean
    @ConditionalOnMissingBean
    ListenerMethods pasteClusterListenerMethods(
            ConfigurableListableBeanFactory beans, Cluster cluster, Messages messages, PayloadConverter converter) {
        return new ListenerMethods(beans, new Signatures(cluster, converter), messages);
    }

    @Bean
    @ConditionalOnMissingBean
    ClusterEventPublisher pasteClusterEventPublisher(ConfigurableApplicationContext context, Cluster cluster) {
        return new ClusterEventPublisher(context, cluster);
    }
}
