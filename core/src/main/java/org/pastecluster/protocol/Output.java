package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;

/** What the runtime must do, in the order given. */
public sealed interface Output {

    /**
     * Call a node; bring the outcome back as {@link Input.Replied} or {@link Input.Failed}.
     *
     * @param exchange names the call
     * @param host base URL of the node
     * @param frame the request
     * @param timeoutNanos longest wait
     */
    record Call(long exchange, String host, Frame frame, long timeoutNanos) implements Output {}

    /** Answer a request that came in as {@link Input.Received}. */
    record Answer(long call, Frame frame) implements Output {}

    /** The node sees the cluster differently. */
    record ViewChanged(ClusterView view) implements Output {}

    /**
     * This node leads from now on.
     *
     * @param leaseEnd until when it may believe so, on the clock of the inputs
     */
    record Acquired(long number, long token, long leaseEnd) implements Output {}

    /** The lease runs longer. It never ends a leadership: {@link Lost} does, and the clock. */
    record Renewed(long leaseEnd) implements Output {}

    /** The node goes on leading under a higher number. */
    record Outbid(long number, long token) implements Output {}

    /** This node leads no longer. Follows exactly one {@link Acquired}. */
    record Lost(String reason) implements Output {}

    /** A batch for the application came in by a call. */
    record Arrived(Member from, Batch batch) implements Output {}

    /**
     * What became of {@link Input.CarryRequested}.
     *
     * @param incarnation the process it was for
     * @param arrived whether it is there; if not, it may be all the same
     */
    record Carried(long incarnation, boolean arrived) implements Output {}

    /** A member came into the view. */
    record Joined(Member member) implements Output {}

    /** A member went out of the view. */
    record Left(Member member, String reason) implements Output {}

    /**
     * A line for the history.
     *
     * @param number the leadership it is about; 0 for none
     * @param node whom it is about; null for nobody
     */
    record Noted(HistoryKind kind, long number, @Nullable Member node, String why) implements Output {}

    /**
     * The node takes no further part. The last output.
     *
     * @param failure why it cannot go on; null when it was asked to leave
     */
    record Stopped(@Nullable String failure) implements Output {}
}
