package org.pastecluster.spring.boot.messages;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.spring.PayloadConversionException;
import org.pastecluster.spring.PayloadConverter;

/** Texts and bytes as they are, all else as JSON if there is a mapper. */
final class DefaultPayloadConverter implements PayloadConverter {

    static final String NO_MAPPER =
            "this application has no JsonMapper or ObjectMapper, or several and none of them primary";

    private final @Nullable Json json;

    DefaultPayloadConverter(@Nullable Json json) {
        this.json = json;
    }

    @Override
    public Message toMessage(int type, Object payload) {
        if (payload instanceof String text) {
            return Message.text(type, text);
        } else if (payload instanceof byte[] bytes) {
            return Message.bytes(type, bytes);
        } else if (payload instanceof Message) {
            throw new PayloadConversionException(
                    "A Message is no payload; send it by the bean of type org.pastecluster.Messages.", null);
        }
        return Message.text(type, written(type, payload));
    }

    private String written(int type, Object payload) {
        String what = "A " + payload.getClass().getTypeName() + " cannot be made a message of type " + type + ": ";
        if (json == null) {
            throw new PayloadConversionException(what + NO_MAPPER + ".", null);
        }
        try {
            return json.write(payload);
        } catch (Exception refused) {
            throw new PayloadConversionException(what + firstLine(refused), refused);
        }
    }

    @Override
    public @Nullable Object fromMessage(ClusterMessage message, Type type) {
        if (type == String.class) {
            return message.text();
        } else if (type == byte[].class) {
            return message.bytes();
        }
        String what = "The body of a " + message + " is no " + type.getTypeName() + ": ";
        if (json == null) {
            throw new PayloadConversionException(what + NO_MAPPER + ".", null);
        }
        try {
            return json.read(message.bytes(), type);
        } catch (Exception refused) {
            throw new PayloadConversionException(what + firstLine(refused), refused);
        }
    }

    @Override
    public boolean canMake(Type type) {
        return json != null || type == String.class || type == byte[].class;
    }

    /** Jackson's further lines tell where it stopped, and may quote the body. */
    private static String firstLine(Exception refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }
}
