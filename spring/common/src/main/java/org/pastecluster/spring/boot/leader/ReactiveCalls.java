package org.pastecluster.spring.boot.leader;

import org.aopalliance.intercept.MethodInvocation;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leader-only calls that begin when somebody subscribes. Loaded only where there is Reactor. */
final class ReactiveCalls {

    private ReactiveCalls() {}

    static Object atSubscription(LeaderOnlyInterceptor around, MethodInvocation invocation, LeaderOnlyMethod method) {
        if (invocation.getMethod().getReturnType() == Mono.class) {
            return Mono.defer(() -> around.enter(method, invocation)
                    .map(call -> Mono.from(begin(call, invocation, method)).doFinally(signal -> call.ended()))
                    .orElseGet(Mono::empty));
        }
        return Flux.defer(() -> around.enter(method, invocation)
                .map(call -> Flux.from(begin(call, invocation, method)).doFinally(signal -> call.ended()))
                .orElseGet(Flux::empty));
    }

    /** A new call for each subscription, as an invocation proceeds only once. */
    private static Publisher<?> begin(LeaderCall call, MethodInvocation invocation, LeaderOnlyMethod method) {
        try {
            MethodInvocation again = ((ProxyMethodInvocation) invocation).invocableClone();
            Object result = LeaderOnlyInterceptor.proceed(call, again, method);
            return result instanceof Publisher<?> publisher ? publisher : Mono.empty();
        } catch (Throwable failed) {
            return Mono.error(failed);
        }
    }
}
