package org.pastecluster.messenger;

/**
 * What a node holds at most for messages.
 *
 * @param bytesPerTarget of messages to one target that have no verdict, each with {@code Pending.OVERHEAD} added; a single longer one is
 *     taken too
 * @param messagesPerTarget how many messages to one target may have no verdict
 * @param receivedBytes of messages that came in and that no handler is done with, from all senders
 */
public record MessageLimits(long bytesPerTarget, int messagesPerTarget, long receivedBytes) {

    /** 32 MiB and 16,384 for each target; a quarter of the heap, at least 96 MiB, for what came in. */
    public static MessageLimits usual() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return new MessageLimits(32L << 20, 16_384, Math.max(96L << 20, quarter));
    }

    /**
     * How far a sender that waits for room runs ahead in one lane: a quarter of what may wait. That is several times what may be under
     * way, so that a link never runs dry; more would live through garbage collections, each of which copies it.
     */
    long bytesAhead() {
        return bytesPerTarget / 4;
    }
}
