package org.pastecluster.testkit.network;

import org.pastecluster.message.Batch;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;

/** Watches what travels. Machines are named by their numbers; calls by their own. */
public interface Traffic {

    /** A process sends a request. */
    default void requested(int from, int to, long call, Frame request) {}

    /** A packet was lost, or came too late for its call. */
    default void lost(int from, int to, long call, String why) {}

    /** A process sends an answer to a call. */
    default void answered(int from, int to, long call, Frame reply) {}

    /** A call brought no answer; {@code to} is the machine that was meant, though its name may have led to another. */
    default void failed(int from, int to, long call, CallFailure failure) {}

    /** A process may write on a link from now on. */
    default void linkOpened(int from, int to, long link) {}

    /** One end of a link holds it for closed; {@code other} is the machine at the other end. */
    default void linkClosed(int at, int other, long link, String why) {}

    /**
     * A process writes on a link.
     *
     * @param incarnation the process at the other end
     */
    default void written(int from, int to, long link, long incarnation, Batch batch) {}

    /** What was written on a link reaches the process at the other end. */
    default void arrived(int from, int to, long link, Batch batch) {}
}
