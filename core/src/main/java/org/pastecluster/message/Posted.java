package org.pastecluster.message;

import org.pastecluster.Message;

/**
 * A message as it travels.
 *
 * @param message what the users said
 * @param sentAtMillis when its sender accepted it, in epoch milliseconds on the sender's clock
 * @param purpose what it is for
 * @param correlation ties a reply to its request; 0 for {@link Purpose#NOTICE}
 * @param ordered whether its handler waits until those of earlier messages of the lane have returned
 * @param leaderOnly whether only a leader may handle it
 */
public record Posted(
        Message message, long sentAtMillis, Purpose purpose, long correlation, boolean ordered, boolean leaderOnly) {

    /** What a message is for. */
    public enum Purpose {
        /** It wants no answer but the verdict. */
        NOTICE,
        /** It wants a reply. */
        REQUEST,
        /** It is the reply to a request. */
        REPLY
    }

    /** The same around another body; for long ones that travel in pieces. */
    public Posted with(Message other) {
        return new Posted(other, sentAtMillis, purpose, correlation, ordered, leaderOnly);
    }
}
