package org.pastecluster.spring.boot.leader.slots;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.boot.beans.AnnotatedMethods;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * The leader-only jobs with cron expressions, found as their beans are made: after the processor of {@code @Async}, which is ordered, and
 * before that of {@code @Scheduled}, which is among Spring's internal ones. That one makes its tasks in the same order, so that the first
 * task that calls itself after a method and has one of its expressions belongs to the first job that has no task yet. Thread-safe.
 */
final class SlotJobs implements BeanPostProcessor, EmbeddedValueResolverAware {

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<SlotJob> withoutTask = new ArrayList<>();
    private @Nullable StringValueResolver resolver;

    @Override
    public void setEmbeddedValueResolver(StringValueResolver value) {
        resolver = value;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        if (!AnnotatedMethods.isSprings(type)
                && AnnotationUtils.isCandidateClass(type, LeaderOnly.class)
                && AnnotationUtils.isCandidateClass(type, List.of(Scheduled.class, Schedules.class))) {
            Map<Method, Set<Scheduled>> methods = MethodIntrospector.selectMethods(type, SlotJobs::schedulesOf);
            methods.forEach((method, schedules) -> {
                checkProxy(bean, type, method);
                schedules.removeIf(schedule -> !StringUtils.hasText(schedule.cron()));
                add(bean, beanName, type, method, schedules);
            });
        }
        return bean;
    }

    /** Whether a leader-only method has slots. */
    static boolean hasSlots(Method method) {
        Set<Scheduled> schedules = schedulesOf(method);
        return schedules != null && schedules.stream().anyMatch(schedule -> StringUtils.hasText(schedule.cron()));
    }

    /** A bean of a circle gets here without the proxy that the others of the circle have, and so does it get to the scheduler. */
    private static void checkProxy(Object bean, Class<?> type, Method method) {
        if (!AopUtils.isAopProxy(bean)) {
            throw new ClusterSettingException(
                    type.getSimpleName() + "." + method.getName()
                            + " is @LeaderOnly, but its bean and another one need each other, so that the scheduler would call it without its proxy, on every node.",
                    "Break the circle, for example by a bean of its own for the method.");
        }
    }

    /** Null for none that is leader-only. */
    private static @Nullable Set<Scheduled> schedulesOf(Method method) {
        // What no proxy guards ends the start elsewhere.
        boolean guarded = (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0
                && AnnotatedElementUtils.hasAnnotation(method, LeaderOnly.class);
        if (!guarded) {
            return null;
        }
        Set<Scheduled> schedules = new LinkedHashSet<>(
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class));
        return schedules.isEmpty() ? null : schedules;
    }

    private void add(Object bean, String beanName, Class<?> type, Method method, Set<Scheduled> schedules) {
        LeaderOnly annotation = AnnotatedElementUtils.findMergedAnnotation(method, LeaderOnly.class);
        MissedSlots missed = annotation == null ? MissedSlots.SKIP : annotation.missed();
        Method own = AopUtils.getMostSpecificMethod(method, type);
        if (bean instanceof Advised proxy && AsyncSlots.isAsync(proxy, own, type)) {
            if (missed == MissedSlots.RUN_ALL) {
                throw new ClusterSettingException(
                        type.getSimpleName() + "." + method.getName()
                                + " makes up all missed slots one after another, but is @Async, so that they would run side by side.",
                        "Leave @Async out, or take missed = MissedSlots.RUN_LAST.");
            }
            AsyncSlots.carryIn(proxy);
        }
        Class<?> called =
                AopUtils.selectInvocableMethod(method, bean.getClass()).getDeclaringClass();
        // A reactive one calls itself after the proxy.
        Set<String> texts = Stream.of(called, bean.getClass())
                .map(each -> each.getName() + "." + method.getName())
                .collect(Collectors.toSet());
        for (Scheduled schedule : schedules) {
            String expression = asSpringSaysIt(resolve(schedule.cron()));
            if (!expression.equals(Scheduled.CRON_DISABLED) && StringUtils.hasLength(expression)) {
                String zone = resolve(schedule.zone());
                String name = beanName + "." + method.getName() + " " + expression + (zone.isEmpty() ? "" : " " + zone);
                add(name, expression, texts, own, missed);
            }
        }
    }

    /** {@code @daily}, and one with blanks around it, have another text in the task. One that makes no sense is left to Spring to refuse. */
    private static String asSpringSaysIt(String expression) {
        return CronExpression.isValidExpression(expression) ? new CronTrigger(expression).getExpression() : expression;
    }

    private String resolve(String text) {
        String resolved = resolver == null ? text : resolver.resolveStringValue(text);
        return resolved == null ? "" : resolved;
    }

    private synchronized void add(
            String name, String expression, Set<String> texts, Method method, MissedSlots missed) {
        String unique = shortened(name);
        for (int i = 2; !used.add(unique); i++) {
            unique = shortened(name) + " #" + i;
        }
        names.add(unique);
        withoutTask.add(new SlotJob(unique, expression, texts, method, missed));
    }

    /** The end of a name tells more than its beginning. */
    private static String shortened(String name) {
        int longest = SlotLetter.LONGEST_NAME - 20;
        return name.length() <= longest
                ? name
                : Integer.toHexString(name.hashCode()) + " " + name.substring(name.length() - longest + 9);
    }

    /** The job that a task runs; null for none. */
    synchronized @Nullable SlotJob take(Runnable task, CronTrigger trigger) {
        String text = task.toString();
        for (Iterator<SlotJob> each = withoutTask.iterator(); each.hasNext(); ) {
            SlotJob job = each.next();
            if (job.texts().contains(text) && job.expression().equals(trigger.getExpression())) {
                each.remove();
                return job;
            }
        }
        return null;
    }

    /** A task was cancelled, as at the end of its bean; another bean of the name is the same job again. */
    synchronized void ended(SlotJob job) {
        used.remove(job.name());
    }

    /** The names of all that there were. */
    synchronized List<String> names() {
        return List.copyOf(names);
    }

    synchronized boolean isJob(String name) {
        return names.contains(name);
    }

    /** The names of those for which Spring has made no task that this node knows of. */
    synchronized List<String> namesWithoutTask() {
        return withoutTask.stream().map(SlotJob::name).toList();
    }
}
