package org.pastecluster.simulation.traffic;

import java.util.SplittableRandom;

/**
 * What applications do with messages in a history.
 *
 * @param meanNanos mean time between two times that a node's application sends something; 0 when none sends anything
 * @param longestBurst how many messages it sends at once at most
 * @param lanes how many lanes each opens, of which the first keeps no order
 * @param largeOneIn one message in so many is longer than a few hundred bytes
 * @param requestOneIn one message in so many wants a reply
 * @param shortLives whether most messages live for less than a few seconds
 * @param slowNanos how long slow handlers are at it
 */
public record MessagePlan(
        long meanNanos,
        int longestBurst,
        int lanes,
        int largeOneIn,
        int requestOneIn,
        boolean shortLives,
        long slowNanos) {

    /** Nobody sends anything. */
    public static final MessagePlan NONE = new MessagePlan(0, 1, 1, 1, 1, false, 200_000_000);

    /** The longest that a message lives. */
    public static final long LONGEST_LIFE = 60_000_000_000L;

    private static final long MILLI = 1_000_000;

    /** No more are sent in a history, roughly, so that it takes no longer than others. */
    private static final long MESSAGES = 2500;

    /** A plan for so long a history of so many nodes; for about half of all, none. */
    public static MessagePlan draw(SplittableRandom random, int nodes, long nanos) {
        if (random.nextBoolean()) {
            return NONE;
        }
        long drawn = (long) (20 * MILLI * Math.exp(random.nextDouble() * 5));
        int longestBurst = random.nextInt(3) == 0 ? 200 : 1 + random.nextInt(10);
        int burst = 1 + longestBurst / 8;
        return new MessagePlan(
                Math.max(drawn, nanos * nodes / MESSAGES * burst),
                longestBurst,
                1 + random.nextInt(4),
                3 + random.nextInt(40),
                2 + random.nextInt(8),
                random.nextBoolean(),
                random.nextLong(1, 3000) * MILLI);
    }

    public boolean isSilent() {
        return meanNanos == 0;
    }
}
