package org.pastecluster.messenger;

/**
 * What a node holds at most for messages.
 *
 * @param bytesPerTarget of messages to one target that have no verdict, each with {@code Pending.OVERHEAD} added; a single longer one is
 *     taken too
 * @param receivedBytes of messages that came in and that no handler is done with, from all senders
 */
public record MessageLimits(long bytesPerTarget, long receivedBytes) {

    /** 32 MiB for each target; a quarter of the heap, at least 96 MiB, for what came in. */
    public static MessageLimits usual() {
        return new MessageLimits(
                32L << 20, Math.max(96L << 20, Runtime.getRuntime().maxMemory() / 4));
    }
}
