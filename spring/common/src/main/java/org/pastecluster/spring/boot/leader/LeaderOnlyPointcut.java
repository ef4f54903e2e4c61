package org.pastecluster.spring.boot.leader;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.beans.AnnotatedMethods;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** The methods with {@code @LeaderOnly}, of classes that a proxy can extend. */
final class LeaderOnlyPointcut extends StaticMethodMatcherPointcut {

    LeaderOnlyPointcut() {
        setClassFilter(
                type -> !AnnotatedMethods.isSprings(type) && AnnotationUtils.isCandidateClass(type, LeaderOnly.class));
    }

    /** @throws ClusterSettingException for a final class, before Spring fails with words about its own inside */
    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        boolean guarded = AnnotatedElementUtils.hasAnnotation(
                AopUtils.getMostSpecificMethod(method, targetClass), LeaderOnly.class);
        if (guarded && Modifier.isFinal(targetClass.getModifiers())) {
            throw new ClusterSettingException(
                    LeaderOnlyMethod.name(method)
                            + " is @LeaderOnly, but its class is final, and no proxy can extend it.",
                    "Make the class not final; a record cannot have such methods.");
        }
        return guarded;
    }
}
