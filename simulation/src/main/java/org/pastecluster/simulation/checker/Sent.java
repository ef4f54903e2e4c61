package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Delivery;
import org.pastecluster.Target;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** One message, from the moment when its sender's application gave it away. Times are true times. */
public final class Sent {

    final long id;
    final SimulatedProcess sender;
    final int lane;
    final boolean ordered;
    final Target target;
    final long at;
    final long deadline;
    final int type;
    final int bytes;

    /** Who handled it, in order. */
    final List<SimulatedProcess> handledBy = new ArrayList<>(1);

    /** The first process that it was transmitted to, for each place that it is for. */
    final Map<String, Long> transmitted = new HashMap<>(2);

    @Nullable
    Delivery verdict;

    boolean request;
    boolean isOver;

    Sent(
            long id,
            SimulatedProcess sender,
            int lane,
            boolean ordered,
            Target target,
            long at,
            long life,
            int type,
            int bytes) {
        this.id = id;
        this.sender = sender;
        this.lane = lane;
        this.ordered = ordered;
        this.target = target;
        this.at = at;
        this.deadline = at + life;
        this.type = type;
        this.bytes = bytes;
    }

    /** It wants a reply: that, or why there is none, stands for its verdict. */
    public void isRequest() {
        request = true;
    }

    /** Whether it may be handled once at each of several hosts, and not once in all. */
    boolean isForSeveral() {
        return target instanceof Target.Named
                || target instanceof Target.Id
                || target instanceof Target.Group
                || target instanceof Target.All;
    }

    /** The place that a process stands for: of those places each gets it once. */
    String place(String host) {
        return isForSeveral() ? host : "";
    }

    boolean isForLeader() {
        return target instanceof Target.Leader || target instanceof Target.SelfIfLeading;
    }

    @Override
    public String toString() {
        return "message " + id + " of " + sender + " (lane " + lane + ", type " + type + ", " + bytes + " bytes, to "
                + target + ", sent " + Times.seconds(at) + ", good until " + Times.seconds(deadline) + ")";
    }
}
