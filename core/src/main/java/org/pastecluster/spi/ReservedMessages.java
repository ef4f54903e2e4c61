package org.pastecluster.spi;

import java.util.Map;
import org.pastecluster.Message;

/**
 * For what this project itself builds on messages, such as its starter for Spring Boot: messages of types that are nobody else's, so that
 * they meet none of the users'. Handlers are registered for them as for any other type; where there is none, they are refused, also if a handler
 * takes all others.
 */
public final class ReservedMessages {

    /** Which slots of a schedule have been run. */
    public static final int SLOTS = 9;

    private ReservedMessages() {}

    /** Whether a type is one of the constants of this class. */
    public static boolean has(int type) {
        return type == SLOTS;
    }

    /**
     * A message with bytes, which are copied.
     *
     * @param type one of the constants of this class
     * @throws IllegalArgumentException when it is none of them
     */
    public static Message bytes(int type, byte[] body) {
        if (!has(type)) {
            throw new IllegalArgumentException("The message type " + type + " is not reserved for such use.");
        }
        return Message.read(type, false, body.clone(), 0, body.length, Map.of());
    }
}
