package org.pastecluster.spring.boot.leader;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.Member;
import org.pastecluster.spring.NotLeaderException;
import org.pastecluster.spring.boot.leader.slots.DueSlot;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;

/** Around each leader-only call: lets it run, in the scope of the leadership, or does not. */
final class LeaderOnlyInterceptor implements MethodInterceptor {

    private final Supplier<LeaderGate> gate;
    private final Map<Method, LeaderOnlyMethod> known = new ConcurrentHashMap<>();

    LeaderOnlyInterceptor(Supplier<LeaderGate> gate) {
        this.gate = gate;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        LeaderOnlyMethod method = methodOf(invocation);
        if (method.isReactive()) {
            return ReactiveCalls.atSubscription(this, invocation, method);
        }
        Optional<LeaderCall> call = enter(method, invocation);
        return call.isPresent() ? run(call.get(), invocation, method) : null;
    }

    private LeaderOnlyMethod methodOf(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
        return known.computeIfAbsent(
                AopUtils.getMostSpecificMethod(invocation.getMethod(), type), LeaderOnlyMethod::of);
    }

    /**
     * For calls whose beginning is later than that of their method; empty if the call is skipped.
     *
     * @throws NotLeaderException if this node does not lead, and the caller is to know
     */
    Optional<LeaderCall> enter(LeaderOnlyMethod method, MethodInvocation invocation) {
        DueSlot due = method.isScheduled() ? DueSlot.of(invocation, method.method()) : null;
        Optional<LeaderCall> call = gate.get().enter(method.interrupt(), due);
        if (call.isEmpty() && !method.isScheduled()) {
            throw notLeading(method.name(), gate.get().cluster().view());
        }
        return call;
    }

    private static NotLeaderException notLeading(String method, ClusterView view) {
        Member leader = view.currentLeader().orElse(null);
        if (leader != null && leader.isSameProcessAs(view.self())) {
            // To name it would send the caller back here.
            return new NotLeaderException(
                    method + " runs on the leader only, and this node, which still leads, is stopping.", null);
        }
        String who = leader == null ? "nobody is known to lead" : leader.host() + " leads";
        return new NotLeaderException(method + " runs on the leader only, and " + who + ".", leader);
    }

    private static @Nullable Object run(LeaderCall call, MethodInvocation invocation, LeaderOnlyMethod method)
            throws Throwable {
        Object result;
        try {
            result = proceed(call, invocation, method);
        } catch (Throwable failed) {
            call.ended();
            throw failed;
        }
        if (result instanceof CompletionStage<?> stage) {
            var unused = stage.whenComplete((value, failure) -> call.ended());
        } else {
            call.ended();
        }
        return result;
    }

    static @Nullable Object proceed(LeaderCall call, MethodInvocation invocation, LeaderOnlyMethod method)
            throws Throwable {
        giveLeadership(invocation, method, call.leadership);
        try {
            return call.call(() -> Optional.ofNullable(invocation.proceed())).orElse(null);
        } finally {
            call.returned();
        }
    }

    private static void giveLeadership(MethodInvocation invocation, LeaderOnlyMethod method, Leadership leadership) {
        @Nullable Object[] arguments = invocation.getArguments();
        int at = method.leadershipParameter();
        if (at >= 0 && arguments[at] == null && invocation instanceof ProxyMethodInvocation changeable) {
            @Nullable Object[] filled = arguments.clone();
            filled[at] = leadership;
            changeable.setArguments(filled);
        }
    }
}
