package org.pastecluster.spring.boot.leader;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.boot.beans.AnnotatedMethods;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.pastecluster.spring.boot.leader.slots.Slots;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** Ends the start of an application with a leader-only method that a proxy would not guard: such a method would run on every node. */
final class LeaderOnlyCheck implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private final Consumer<Consumer<Slots>> slots;

    /** @param slots told that there are methods with slots */
    LeaderOnlyCheck(ConfigurableListableBeanFactory beans, Consumer<Consumer<Slots>> slots) {
        this.beans = beans;
        this.slots = slots;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = AnnotatedMethods.typeOf(beans, name);
            if (type != null) {
                check(name, ClassUtils.getUserClass(type));
            }
        }
    }

    private void check(String bean, Class<?> type) {
        Set<Method> guarded = AnnotatedMethods.in(type, LeaderOnly.class).keySet();
        if (guarded.isEmpty()) {
            return;
        }
        guarded.forEach(LeaderOnlyCheck::checkMethod);
        if (guarded.stream().anyMatch(Slots::has)) {
            slots.accept(Slots::expect);
        }
        checkProxy(bean, type, guarded.iterator().next());
        Method caller = SelfCalls.find(type, guarded);
        if (caller != null) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(caller)
                            + " is called from within its own object, which passes by its @LeaderOnly.",
                    "Move the method to a bean of its own, and call that.");
        }
    }

    private static void checkMethod(Method method) {
        String fault = faultOf(method);
        if (fault != null) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(method) + " is @LeaderOnly, but " + fault
                            + ", so it would run on every node.",
                    "Make it a method that Spring's proxies can intercept: not private, not static, not final, in a class that is not final.");
        }
        String returned = returnFaultOf(method);
        if (returned != null) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(method) + " is @LeaderOnly, but " + returned + ".",
                    "Return nothing, a value, a CompletionStage, a Mono or a Flux.");
        }
        checkMissed(method);
    }

    private static void checkMissed(Method method) {
        LeaderOnly annotation = AnnotatedElementUtils.findMergedAnnotation(method, LeaderOnly.class);
        if (annotation != null && annotation.missed() != MissedSlots.SKIP && !Slots.has(method)) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(method) + " says missed = " + annotation.missed()
                            + ", but has no cron expression, and thus no slots that could be missed.",
                    "Use @Scheduled(cron = …), or leave missed out.");
        }
    }

    private static @Nullable String faultOf(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return "private";
        } else if (Modifier.isStatic(modifiers)) {
            return "static";
        } else if (Modifier.isFinal(modifiers)) {
            return "final";
        }
        return null;
    }

    private static @Nullable String returnFaultOf(Method method) {
        Class<?> type = method.getReturnType();
        boolean suspends = Arrays.stream(method.getParameterTypes())
                .anyMatch(each -> each.getName().equals("kotlin.coroutines.Continuation"));
        if (suspends) {
            return "a suspend function, whose end cannot be seen";
        } else if (Future.class.isAssignableFrom(type) && !CompletionStage.class.isAssignableFrom(type)) {
            return "returns a " + type.getSimpleName() + ", whose end cannot be seen";
        } else if (LeaderOnlyMethod.isScheduled(method) && type.isPrimitive() && type != void.class) {
            return "@Scheduled with a " + type + " to return, of which there is none on the nodes that skip it";
        }
        return null;
    }

    private void checkProxy(String name, Class<?> type, Method method) {
        if (!beans.containsSingleton(name)) {
            return;
        }
        Object bean = beans.getSingleton(name);
        if (bean == null || (!type.isInstance(bean) && !AopUtils.isAopProxy(bean))) {
            return;
        }
        boolean guards = bean instanceof Advised advised
                && Arrays.stream(advised.getAdvisors())
                        .anyMatch(advisor -> advisor.getAdvice() instanceof LeaderOnlyInterceptor);
        if (!guards) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(method) + " is @LeaderOnly, but the bean " + name
                            + " was made before there were proxies, as something that a BeanPostProcessor needs.",
                    "Move the method to a bean of its own that no BeanPostProcessor needs.");
        }
    }
}
