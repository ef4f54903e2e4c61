package org.pastecluster.spring.boot.leader;

import org.aopalliance.intercept.MethodInterceptor;
import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.leader.slots.Slots;
import org.pastecluster.spring.boot.leader.slots.SlotsConfiguration;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** {@code @LeaderOnly} on methods of beans. */
@AutoConfiguration(afterName = "org.pastecluster.spring.boot.PasteClusterAutoConfiguration")
@ConditionalOnBooleanProperty(name = "pastecluster.enabled", matchIfMissing = true)
@Import({LeaderOnlyAutoConfiguration.Proxies.class, SlotsConfiguration.class})
public final class LeaderOnlyAutoConfiguration {

    /** Inside of {@code @Async}, whose interceptor goes before all others; outside of transactions, which have the lowest precedence. */
    private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LeaderGate pasteClusterLeaderGate(ObjectProvider<Cluster> cluster) {
        return new LeaderGate(cluster::getObject);
    }

    @Bean
    @ConditionalOnMissingBean(name = "pasteClusterLeaderOnlyAdvisor")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor pasteClusterLeaderOnlyAdvisor(ObjectProvider<LeaderGate> gate) {
        MethodInterceptor around = new LeaderOnlyInterceptor(gate::getObject);
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new LeaderOnlyPointcut(), around);
        advisor.setOrder(ORDER);
        return advisor;
    }

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LeaderOnlyCheck pasteClusterLeaderOnlyCheck(
            ConfigurableListableBeanFactory beans, ObjectProvider<Slots> slots) {
        return new LeaderOnlyCheck(beans, slots::ifAvailable);
    }

    /** Has Spring make proxies also where nothing else of the application wants any. */
    static final class Proxies implements ImportBeanDefinitionRegistrar, EnvironmentAware {

        private boolean ofClasses = true;

        /** As Spring Boot itself decides it. */
        @Override
        public void setEnvironment(Environment environment) {
            ofClasses = environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
        }

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
            if (ofClasses) {
                AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
            }
        }
    }
}
