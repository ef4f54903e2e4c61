package org.pastecluster.bench.soak.ledger;

import java.time.Duration;
import java.util.Locale;
import org.pastecluster.LaneSettings;
import org.pastecluster.WhenFull;

/** The lanes on which every node of a soak sends, each with a sender of its own that numbers its messages from 1. */
@SuppressWarnings("ImmutableEnumChecker") // LaneSettings
public enum SoakLane {
    /** To one node by its name, each in turn. */
    NAMED(1, false, block(15)),
    /** To all others. */
    OTHERS(2, true, block(15)),
    /** To the leader, whoever that is. */
    LEADER(3, false, block(15)),
    /** To one node, 16 MiB. */
    LARGE(4, false, block(30)),
    /** Requests to one node, answered later. */
    REQUEST(5, false, LaneSettings.DEFAULT),
    /** To one node, with so little time that many run out of it. */
    BRIEF(6, false, LaneSettings.DEFAULT.timeToLive(Duration.ofMillis(15)));

    private final int number;
    private final boolean isToAll;
    private final LaneSettings settings;

    SoakLane(int number, boolean isToAll, LaneSettings settings) {
        this.number = number;
        this.isToAll = isToAll;
        this.settings = settings;
    }

    private static LaneSettings block(int seconds) {
        return LaneSettings.DEFAULT.whenFull(WhenFull.BLOCK).timeToLive(Duration.ofSeconds(seconds));
    }

    /** As messages name it. */
    public int number() {
        return number;
    }

    /** The one of that number. */
    public static SoakLane numbered(int number) {
        for (SoakLane lane : values()) {
            if (lane.number == number) {
                return lane;
            }
        }
        throw new IllegalArgumentException("There is no lane " + number + ".");
    }

    /** Whether a message is for all others; else for one node. */
    public boolean isToAll() {
        return isToAll;
    }

    public LaneSettings settings() {
        return settings;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many verdicts a message can have. */
    int verdicts(int nodes) {
        return isToAll ? nodes : 1;
    }
}
