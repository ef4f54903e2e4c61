package org.pastecluster.simulation.checker;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** Finds the frames in what goes into a node and comes out of it. */
final class Frames {

    private Frames() {}

    static @Nullable Frame in(Input input) {
        if (input instanceof Input.Received received) {
            return received.frame();
        }
        return input instanceof Input.Replied replied ? replied.frame() : null;
    }

    static @Nullable Frame in(Output output) {
        if (output instanceof Output.Call call) {
            return call.frame();
        }
        return output instanceof Output.Answer answer ? answer.frame() : null;
    }

    /** The frame inside a frame that was or will be passed on; null if there is none. */
    static @Nullable Frame inner(Frame frame) {
        if (frame.body() instanceof Request.Relay relay) {
            return relay.inner();
        }
        return frame.body() instanceof Reply.Relayed relayed ? relayed.inner() : null;
    }

    /** Whether a process may act on a frame: it is not meant for another process at its host. */
    static boolean isMeantFor(Frame frame, SimulatedProcess process) {
        long meant = frame.envelope().toIncarnation();
        return meant == 0 || meant == process.member().incarnation();
    }
}
