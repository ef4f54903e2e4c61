package org.pastecluster.spring.boot.messages;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spring.PayloadConverter;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Reads how a method takes messages, and says what of it cannot work. */
final class Signatures {

    private static final int LAST_RESERVED_TYPE = 10;
    private static final boolean HAS_REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Mono", Signatures.class.getClassLoader());

    private final Cluster cluster;
    private final PayloadConverter converter;

    Signatures(Cluster cluster, PayloadConverter converter) {
        this.cluster = cluster;
        this.converter = converter;
    }

    /**
     * Reads a method.
     *
     * @param who names it at the beginning of a sentence
     * @param target the bean's class without proxy, of which the method is
     * @param type of the messages that it takes
     * @throws ClusterSettingException when it cannot take them
     */
    ListenerMethod read(String who, Object bean, Class<?> target, Method method, int type) {
        if (type < 0 || (type > 0 && type <= LAST_RESERVED_TYPE)) {
            throw new ClusterSettingException(
                    who + " takes messages of type " + type + ", which is reserved.",
                    "Take 0 or a number above " + LAST_RESERVED_TYPE + ".");
        }
        Method callable = callable(who, bean, method);
        List<Function<ClusterMessage, @Nullable Object>> arguments = arguments(who, target, method);
        return new ListenerMethod(who, type, bean, callable, arguments, promise(who, method), converter);
    }

    private static Method callable(String who, Object bean, Method method) {
        if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())) {
            throw new ClusterSettingException(
                    who + " takes messages and is final, so that the bean's proxy cannot pass them on.",
                    "Make it not final.");
        }
        Method callable;
        try {
            callable = AopUtils.selectInvocableMethod(method, bean.getClass());
        } catch (IllegalStateException notOnTheProxy) {
            throw new ClusterSettingException(
                    who + " takes messages, and the bean's proxy does not have it.",
                    "Make it public, and where the bean is proxied by its interfaces, declare it in one of them.");
        }
        ReflectionUtils.makeAccessible(callable);
        return callable;
    }

    private List<Function<ClusterMessage, @Nullable Object>> arguments(String who, Class<?> target, Method method) {
        if (KotlinDetector.isSuspendingFunction(method)) {
            throw new ClusterSettingException(
                    who + " takes messages and is a suspending function, which cannot be called.",
                    "Let it return a CompletionStage, for example by 'scope.future { … }'.");
        }
        List<Function<ClusterMessage, @Nullable Object>> arguments = new ArrayList<>();
        Type payload = null;
        for (Type each : method.getGenericParameterTypes()) {
            Type type = GenericTypeResolver.resolveType(each, target);
            if (type == ClusterMessage.class) {
                arguments.add(message -> message);
            } else if (type == Member.class) {
                arguments.add(this::sender);
            } else if (payload == null) {
                payload = type;
                arguments.add(message -> converter.fromMessage(message, type));
            } else {
                throw new ClusterSettingException(
                        who + " takes messages and has two parameters for their payload, " + payload.getTypeName()
                                + " and " + type.getTypeName() + ".",
                        "Leave one of them, beside a ClusterMessage and a Member if they are needed.");
            }
        }
        if (payload != null && !converter.canMake(payload)) {
            boolean isOurs = converter instanceof DefaultPayloadConverter;
            throw new ClusterSettingException(
                    who + " takes messages as " + payload.getTypeName() + ", which the PayloadConverter cannot make"
                            + (isOurs ? ", for " + DefaultPayloadConverter.NO_MAPPER + "." : "."),
                    isOurs
                            ? "Add Spring Boot's starter for JSON, make one mapper primary, or take a String or byte[]."
                            : "Take what it can make.");
        }
        return arguments;
    }

    private @Nullable Member sender(ClusterMessage message) {
        NodeAddress address;
        try {
            address = NodeAddress.of(message.from());
        } catch (ClusterConfigurationException noUrl) {
            return null;
        }
        Member sender = new Member(address, message.fromIncarnation());
        return cluster.view().members().stream()
                .filter(sender::isSameProcessAs)
                .findFirst()
                .orElse(sender);
    }

    private static ListenerMethod.@Nullable Promise promise(String who, Method method) {
        Class<?> returned = method.getReturnType();
        if (returned == void.class || returned == Void.class) {
            return null;
        } else if (CompletionStage.class.isAssignableFrom(returned)) {
            return value -> (CompletionStage<?>) value;
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
        boolean replies =
                adapter == null ? !Future.class.isAssignableFrom(returned) : !adapter.isMultiValue() && HAS_REACTOR;
        if (!replies) {
            throw new ClusterSettingException(
                    who + " takes messages and returns " + returned.getSimpleName() + ", which is no single reply.",
                    "Let it return the reply itself, a CompletionStage or Reactor's Mono of it, or nothing.");
        }
        return adapter == null ? CompletableFuture::completedStage : value -> Reactor.stage(adapter, value);
    }
}
