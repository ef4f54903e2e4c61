package org.pastecluster.spring;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Sender;
import org.pastecluster.Target;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Sends payloads to other nodes. Thread-safe. Messages to a target keep the order in which one thread sends them.
 *
 * <p>For headers send a {@link Message} by the bean of type {@link org.pastecluster.Messages}.
 */
public class ClusterTemplate {

    private final Sender sender;
    private final PayloadConverter converter;

    /** @param sender the node's {@link org.pastecluster.Messages}, or a lane of them */
    public ClusterTemplate(Sender sender, PayloadConverter converter) {
        this.sender = sender;
        this.converter = converter;
    }

    /** The same on a lane, such as one with a longer time to live. */
    public ClusterTemplate over(Sender lane) {
        return new ClusterTemplate(lane, converter);
    }

    /**
     * Sends a payload. Does not wait, unless the lane says so; what happens to the message is its verdict.
     *
     * @param type 0, or a number above 10
     * @return completes with a verdict for each target, on a thread of the cluster, which what hangs on it must not block; fails with
     *     {@link org.pastecluster.ClusterUnavailableException} before the node has started
     * @throws PayloadConversionException when the payload cannot be made a message
     * @throws IllegalArgumentException when the type is reserved, or the message too long
     */
    public CompletionStage<Delivery> send(Target target, int type, Object payload) {
        return sender.send(target, converter.toMessage(type, payload));
    }

    /**
     * Sends a payload to one node and waits for the reply of its handler.
     *
     * @param reply what to make of the reply
     * @param deadline longest wait
     * @return the reply, null only where its body says so; fails with a {@link org.pastecluster.RequestFailedException} that tells the
     *     verdict when none comes or the target does not stand for exactly one node, and with a {@link PayloadConversionException} when
     *     it is no {@code reply}. Completed and failing else as that of {@link #send}
     * @throws PayloadConversionException when the payload cannot be made a message
     * @throws IllegalArgumentException when the type is reserved, or the message too long
     */
    public <T> CompletionStage<T> request(Target target, int type, Object payload, Class<T> reply, Duration deadline) {
        return request(target, type, payload, (Type) reply, deadline);
    }

    /** As {@link #request(Target, int, Object, Class, Duration)}, for a reply such as {@code List<Order>}. */
    public <T> CompletionStage<T> request(
            Target target, int type, Object payload, ParameterizedTypeReference<T> reply, Duration deadline) {
        return request(target, type, payload, reply.getType(), deadline);
    }

    private <T> CompletionStage<T> request(Target target, int type, Object payload, Type reply, Duration deadline) {
        // Not by thenApply, which would wrap each failure into another one.
        CompletableFuture<T> result = new CompletableFuture<>();
        sender.request(target, converter.toMessage(type, payload), deadline).whenComplete((message, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                complete(result, message, reply);
            }
        });
        return result;
    }

    /** Of a type that the compiler has seen to. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private <T> void complete(CompletableFuture<T> result, ClusterMessage message, Type reply) {
        try {
            @Nullable Object payload = converter.fromMessage(message, reply);
            result.complete((T) payload);
        } catch (RuntimeException notConverted) {
            result.completeExceptionally(notConverted);
        }
    }
}
