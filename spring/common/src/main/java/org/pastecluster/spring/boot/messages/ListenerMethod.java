package org.pastecluster.spring.boot.messages;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.spring.PayloadConverter;

/**
 * A method that takes messages of a type.
 *
 * @param who names it at the beginning of a sentence
 * @param bean the proxy, if there is one
 * @param arguments makes its arguments of a message
 * @param promise makes a stage of what it returns; null where it returns nothing
 */
record ListenerMethod(
        String who,
        int type,
        Object bean,
        Method method,
        List<Function<ClusterMessage, @Nullable Object>> arguments,
        @Nullable Promise promise,
        PayloadConverter converter) {

    /** How a returned value becomes a reply that may come later. */
    @FunctionalInterface
    interface Promise {
        CompletionStage<? extends @Nullable Object> of(Object returned);
    }

    ListenerRegistration registerAt(Messages messages) {
        Promise promised = promise;
        return promised == null
                ? messages.on(type, this::call)
                : messages.onRequest(type, message -> reply(promised, call(message)));
    }

    private CompletionStage<? extends @Nullable Message> reply(Promise promised, @Nullable Object returned) {
        CompletionStage<? extends @Nullable Object> value =
                returned == null ? CompletableFuture.completedStage(null) : promised.of(returned);
        return value.thenApply(this::asMessage);
    }

    private @Nullable Message asMessage(@Nullable Object value) {
        return value == null || value instanceof Message ? (Message) value : converter.toMessage(type, value);
    }

    private @Nullable Object call(ClusterMessage message) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).apply(message);
        }
        try {
            return method.invoke(bean, values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }
}
