package org.pastecluster.spring;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;

/**
 * Makes messages of payloads and payloads of messages, for {@link ClusterTemplate} and {@link ClusterListener}. Thread-safe.
 *
 * <p>The one that is there without a bean of the application's own takes a {@code String} for the text and a {@code byte[]} for the bytes
 * of a body, and everything else as JSON, by the application's {@code JsonMapper} (Jackson 3) or else its {@code ObjectMapper}
 * (Jackson 2), without default typing. A type of the application's that is annotated with {@code @JsonTypeInfo} chooses for itself.
 */
public interface PayloadConverter {

    /**
     * A message with the payload as its body.
     *
     * @throws PayloadConversionException when there is no way to
     * @throws IllegalArgumentException when the type is reserved, or the body becomes longer than {@link Message#LARGEST_BODY}
     */
    Message toMessage(int type, Object payload);

    /**
     * The payload of a message. The message may come from any node of the cluster, in whatever version, so nothing in it may choose a class.
     *
     * @param type what to make of it, with its type arguments
     * @return of that type; may be null where the body says so
     * @throws PayloadConversionException when it is none
     */
    @Nullable
    Object fromMessage(ClusterMessage message, Type type);

    /** Whether bodies can become payloads of a type. Asked at the start for each {@link ClusterListener}, which fails without. */
    default boolean canMake(Type type) {
        return true;
    }
}
