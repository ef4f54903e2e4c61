package org.pastecluster.spring.boot.messages;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Messages;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.boot.beans.AnnotatedMethods;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the methods that take messages and registers them, before the node starts. */
final class ListenerMethods implements SmartInitializingSingleton, DisposableBean {

    private final ConfigurableListableBeanFactory beans;
    private final Signatures signatures;
    private final Messages messages;
    private final List<ListenerRegistration> registrations = new ArrayList<>();

    ListenerMethods(ConfigurableListableBeanFactory beans, Signatures signatures, Messages messages) {
        this.beans = beans;
        this.signatures = signatures;
        this.messages = messages;
    }

    /** Now, and not when each bean is made, for now they have their proxies and all types are known. */
    @Override
    public void afterSingletonsInstantiated() {
        Map<Integer, ListenerMethod> byType = new TreeMap<>();
        for (String name : beans.getBeanNamesForType(Object.class)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : AnnotatedMethods.typeOf(beans, name);
            if (type != null) {
                AnnotatedMethods.in(type, ClusterListener.class)
                        .forEach((method, marked) -> add(byType, name, type, method, marked.type()));
            }
        }
        byType.values().forEach(method -> registrations.add(method.registerAt(messages)));
    }

    private void add(Map<Integer, ListenerMethod> byType, String bean, Class<?> type, Method method, int messages) {
        String who = "The method " + type.getSimpleName() + "." + method.getName() + " of the bean '" + bean + "'";
        if (!beans.isSingleton(bean)) {
            throw new ClusterSettingException(
                    who + " takes messages, and the bean is no singleton.",
                    "Make it one, and let it get what it needs for each message.");
        }
        ListenerMethod found = signatures.read(who, beans.getBean(bean), type, method, messages);
        ListenerMethod other = byType.putIfAbsent(messages, found);
        if (other != null) {
            throw new ClusterSettingException(
                    who + " takes messages of type " + messages + ", and so does "
                            + other.who().replace("The", "the") + ".",
                    "Give one of them another type, or let one method call both.");
        }
    }

    /** For a cluster that outlives the application. */
    @Override
    public void destroy() {
        registrations.forEach(ListenerRegistration::remove);
    }
}
