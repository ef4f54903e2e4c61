package org.pastecluster.spring.boot.beans;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Looks for annotated methods in beans that may never be made. An application starts with classes that cannot be read, as when they name
 * what is missing; so it starts with us.
 */
public final class AnnotatedMethods {

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedMethods.class);

    private AnnotatedMethods() {}

    /** The class behind a bean and its proxies; null when it cannot be known, or is one of Spring's own. */
    public static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
        try {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            return type == null || isSprings(type) ? null : type;
        } catch (RuntimeException | LinkageError unknowable) {
            LOG.debug("The bean '{}' is not searched for annotated methods.", name, unknowable);
            return null;
        }
    }

    /** Whether it is a class of Spring itself. Of those are most beans, and none has methods of ours: to read them all takes longer than all else that is done at the start. */
    public static boolean isSprings(Class<?> type) {
        return type.getName().startsWith("org.springframework.");
    }

    /** The methods with an annotation; none when the class cannot be read. */
    public static <A extends Annotation> Map<Method, A> in(Class<?> type, Class<A> annotation) {
        if (!AnnotationUtils.isCandidateClass(type, annotation)) {
            return Map.of();
        }
        MethodIntrospector.MetadataLookup<A> mark =
                method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation);
        try {
            return MethodIntrospector.selectMethods(type, mark);
        } catch (RuntimeException | LinkageError unreadable) {
            LOG.debug("{} is not searched for methods with @{}.", type, annotation.getSimpleName(), unreadable);
            return Map.of();
        }
    }

    /** The first method with an annotation in any bean; null for none. */
    public static @Nullable Method first(
            ConfigurableListableBeanFactory beans, Class<? extends Annotation> annotation) {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = typeOf(beans, name);
            Map<Method, ? extends Annotation> found =
                    type == null ? Map.of() : in(ClassUtils.getUserClass(type), annotation);
            if (!found.isEmpty()) {
                return found.keySet().iterator().next();
            }
        }
        return null;
    }
}
