package org.pastecluster.spring.boot.observe;

import io.micrometer.observation.ObservationRegistry;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.node.MessagesDecorator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observes what the application sends and takes, where it has a registry for that. */
@AutoConfiguration(
        after = PasteClusterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "pastecluster.enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class ClusterObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MessagesDecorator pasteClusterObservedMessages(ObservationRegistry registry) {
        MessageObservations observations = new MessageObservations(registry);
        return messages -> new ObservedMessages(messages, observations);
    }
}
