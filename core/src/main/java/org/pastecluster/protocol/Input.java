package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.Batch;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;

/** Everything that can happen to a node. */
public sealed interface Input {

    /**
     * The node starts. The first input, once.
     *
     * @param wallMillis epoch milliseconds at this moment
     * @param remembered the highest number remembered from an earlier run; 0 for none
     * @param foundWithin how long at most founding a cluster waits for the first {@link NodesFound} that is complete, in
     *     nanoseconds; 0 for not at all
     */
    record Started(long wallMillis, long remembered, long foundWithin) implements Input {

        /** Nothing will be found. */
        public Started(long wallMillis, long remembered) {
            this(wallMillis, remembered, 0);
        }
    }

    /** The time asked for by {@link Node#nextWakeUp()} has come, or has passed long ago because the node was asleep. */
    record Woken() implements Input {}

    /**
     * A request came in.
     *
     * @param call names it, for {@link Output.Answer}
     */
    record Received(long call, Frame frame) implements Input {}

    /**
     * An {@link Output.Call} was answered.
     *
     * @param exchange the call's
     */
    record Replied(long exchange, Frame frame) implements Input {}

    /**
     * An {@link Output.Call} brought no answer.
     *
     * @param exchange the call's
     * @param detail a sentence for people about what was found; may be empty
     */
    record Failed(long exchange, CallFailure failure, String detail) implements Input {}

    /** A connection to a node was closed by the other side. */
    record LinkClosed(String host) implements Input {}

    /** The wall clock jumped ahead of the monotonic one: this machine may have been suspended. */
    record ClockJumped() implements Input {}

    /** A user adds a node to the list. */
    record NodeAdded(NodeAddress address) implements Input {}

    /**
     * Something outside says where nodes are. They count as listed until it names them no more, and are remembered then.
     *
     * @param hosts all that are named now, this node perhaps among them
     * @param complete whether everything that may name nodes has been asked, with or without success
     */
    record NodesFound(List<String> hosts, boolean complete) implements Input {

        public NodesFound {
            hosts = List.copyOf(hosts);
        }
    }

    /** A user asks to look for the leader again, as at the start. */
    record ScanRequested() implements Input {}

    /** A user, or the component that finds it out, says how this node is reached and named from now on. */
    record Registered(NodeAddress address) implements Input {}

    /** A user takes a member out of the cluster, everywhere. */
    record RemovalRequested(String host) implements Input {}

    /** A user asks this leader to hand leadership to its best follower and to stay. */
    record HandOverRequested() implements Input {}

    /**
     * The application of this node has something for another one's, to which there is no link. {@link Output.Carried} follows.
     *
     * @param incarnation the only process that may take it
     */
    record CarryRequested(String host, long incarnation, Batch batch) implements Input {}

    /** A user, or the end of the process, asks this node to leave. {@link Output.Stopped} says that it is done. */
    record LeaveRequested() implements Input {}
}
