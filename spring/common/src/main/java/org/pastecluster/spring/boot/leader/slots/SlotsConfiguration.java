package org.pastecluster.spring.boot.leader.slots;

import org.pastecluster.Cluster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** The beans for the slots of {@code @LeaderOnly} methods. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class SlotsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SlotJobs pasteClusterSlotJobs() {
        return new SlotJobs();
    }

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Slots pasteClusterSlots(
            SlotJobs jobs, ObjectProvider<SlotWaiting> waiting, ObjectProvider<Cluster> cluster) {
        return new Slots(jobs, waiting.getIfAvailable(() -> SlotWaiting.BLOCKING), cluster::getIfAvailable);
    }
}
