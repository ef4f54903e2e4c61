package org.pastecluster;

import java.time.Duration;
import java.util.Objects;

/**
 * How messages of a lane are sent.
 *
 * @param timeToLive a handler has to begin with a message within this time after it was accepted, else it is expired; 30 s
 * @param ordered whether a target's handler is called for one message of the lane at a time, in the order of sending; true
 * @param whenFull what happens when too much waits for a target; refuse
 */
public record LaneSettings(Duration timeToLive, boolean ordered, WhenFull whenFull) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** 30 s, ordered, refuse. */
    public static final LaneSettings DEFAULT = new LaneSettings(Duration.ofSeconds(30), true, WhenFull.REFUSE);

    public LaneSettings {
        Objects.requireNonNull(whenFull, "whenFull");
        if (timeToLive.isZero() || timeToLive.isNegative() || timeToLive.compareTo(LONGEST) > 0) {
            throw new ClusterConfigurationException(
                    "timeToLive is " + timeToLive + "; write more than zero and at most a day.");
        }
    }

    public LaneSettings timeToLive(Duration value) {
        return new LaneSettings(value, ordered, whenFull);
    }

    public LaneSettings ordered(boolean value) {
        return new LaneSettings(timeToLive, value, whenFull);
    }

    public LaneSettings whenFull(WhenFull value) {
        return new LaneSettings(timeToLive, ordered, value);
    }
}
