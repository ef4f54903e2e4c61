package org.pastecluster.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Measurements.Election;

/** Makes figures of what the protocol says, which knows nothing of them. On the node's own thread. */
final class Measuring {

    private final Measurements measurements;
    private final long pauseNanos;
    private @Nullable Election cause;
    private boolean knewLeader;

    /**
     * @param heartbeat half of it is how late the loop may run
     */
    Measuring(Measurements measurements, Duration heartbeat) {
        this.measurements = measurements;
        this.pauseNanos = heartbeat.toNanos() / 2;
    }

    /** The protocol says this, and nothing has come of it yet. */
    void said(Output output) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Compete compete) {
            cause = compete.predecessor() == null ? Election.NO_LEADER_BEFORE : causeOf(compete.fate());
        } else if (output instanceof Output.Acquired) {
            measurements.elected(cause != null ? cause : unasked());
            cause = null;
        } else if (output instanceof Output.ViewChanged changed
                && changed.view().leader() != null) {
            knewLeader = true;
            cause = null;
        }
    }

    /** Who had nobody to ask for support. */
    private Election unasked() {
        return knewLeader ? Election.LEADER_SILENT : Election.NO_LEADER_BEFORE;
    }

    private static Election causeOf(LeaderFate fate) {
        return switch (fate) {
            case SILENT -> Election.LEADER_SILENT;
            case GONE -> Election.LEADER_GONE;
            case RESIGNED -> Election.HANDED_OVER;
            case LEFT -> Election.LEADER_LEFT;
        };
    }

    /** The timer ran, so much later than it was set to. */
    void woken(long lateness) {
        if (lateness >= pauseNanos) {
            measurements.paused(Duration.ofNanos(lateness));
        }
    }
}
