package org.pastecluster.testkit.network;

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
}
