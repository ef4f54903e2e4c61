package org.pastecluster.spring.test;

import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Has the test's beans win over primary ones of the application. */
final class OnlyPrimary implements BeanFactoryPostProcessor {

    private final Map<Class<?>, String> winners;

    /** @param winners the names of the beans by their types */
    OnlyPrimary(Map<Class<?>, String> winners) {
        this.winners = winners;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        winners.forEach((type, winner) -> {
            for (String name : beans.getBeanNamesForType(type, true, false)) {
                if (!name.equals(winner) && beans.containsBeanDefinition(name)) {
                    beans.getBeanDefinition(name).setPrimary(false);
                }
            }
        });
    }
}
