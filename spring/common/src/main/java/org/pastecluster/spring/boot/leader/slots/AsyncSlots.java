package org.pastecluster.spring.boot.leader.slots;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/** Outside of {@code @Async}: gives the slot of the scheduler's thread to the invocation, which goes on on another one. */
final class AsyncSlots implements MethodInterceptor {

    private AsyncSlots() {}

    static boolean isAsync(Advised proxy, Method method, Class<?> type) {
        for (Advisor advisor : proxy.getAdvisors()) {
            if (advisor.getAdvice() instanceof AsyncExecutionInterceptor
                    && advisor instanceof PointcutAdvisor some
                    && some.getPointcut().getMethodMatcher().matches(method, type)) {
                return true;
            }
        }
        return false;
    }

    static void carryIn(Advised proxy) {
        boolean isThere = proxy.getAdvisors()[0].getAdvice() instanceof AsyncSlots;
        if (!isThere && !proxy.isFrozen()) {
            proxy.addAdvisor(0, new DefaultPointcutAdvisor(new AsyncSlots()));
        }
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        if (target != null) {
            DueSlot.passOn(invocation, AopUtils.getMostSpecificMethod(invocation.getMethod(), target.getClass()));
        }
        return invocation.proceed();
    }
}
