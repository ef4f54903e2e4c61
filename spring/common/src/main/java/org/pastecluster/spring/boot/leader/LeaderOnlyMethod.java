package org.pastecluster.spring.boot.leader;

import java.lang.reflect.Method;
import java.util.List;
import org.pastecluster.Leadership;
import org.pastecluster.spring.LeaderOnly;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ClassUtils;

/**
 * What is fixed about a leader-only method.
 *
 * @param method of the bean's own class
 * @param name for messages: {@code Reports.send}
 * @param leadershipParameter the index of the parameter that gets the leadership; -1 for none
 */
record LeaderOnlyMethod(
        Method method,
        String name,
        boolean interrupt,
        boolean isScheduled,
        boolean isReactive,
        int leadershipParameter) {

    static LeaderOnlyMethod of(Method method) {
        LeaderOnly annotation = AnnotatedElementUtils.findMergedAnnotation(method, LeaderOnly.class);
        return new LeaderOnlyMethod(
                method,
                name(method),
                annotation != null && annotation.interrupt(),
                isScheduled(method),
                isReactive(method.getReturnType()),
                List.of(method.getParameterTypes()).indexOf(Leadership.class));
    }

    static String name(Method method) {
        return ClassUtils.getUserClass(method.getDeclaringClass()).getSimpleName() + "." + method.getName();
    }

    static boolean isScheduled(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
                || AnnotatedElementUtils.hasAnnotation(method, Schedules.class);
    }

    private static boolean isReactive(Class<?> type) {
        return type.getName().equals("reactor.core.publisher.Mono")
                || type.getName().equals("reactor.core.publisher.Flux");
    }
}
