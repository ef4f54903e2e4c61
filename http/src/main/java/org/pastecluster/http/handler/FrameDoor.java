package org.pastecluster.http.handler;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.spi.Transport;

/** Hands frames of this project's nodes to the protocol, and its answers back. */
final class FrameDoor {

    private final Executor answers;
    private final IntSupplier nodeCount;

    /**
     * @param answers writes what the protocol answers, because its thread must not
     * @param nodeCount how many members this node knows
     */
    FrameDoor(Executor answers, IntSupplier nodeCount) {
        this.answers = answers;
        this.nodeCount = nodeCount;
    }

    /**
     * Hands a frame over.
     *
     * @return false when the node takes no more: it is too busy, or has stopped
     */
    boolean receive(Transport.Receiver receiver, Operation operation, Frame frame, Exchange exchange)
            throws JsonException {
        if (FrameCodec.operation(frame) != operation) {
            throw new JsonException("the kind of request does not belong to this path");
        }
        if (exchange.proof().isSigned()
                && exchange.proof().sender() != frame.envelope().from().incarnation()) {
            throw new JsonException("the frame's sender is not who signed the request");
        }
        return receiver.receive(frame, reply -> answers.execute(() -> answer(reply, exchange)));
    }

    private void answer(Frame reply, Exchange exchange) {
        LeaderRef following = reply.envelope().following();
        DotNetAnswer outer = new DotNetAnswer(
                true,
                following == null ? null : DotNetNode.of(following.member()),
                DotNetNode.of(reply.envelope().from()),
                nodeCount.getAsInt());
        exchange.json(FrameCodec.answer(reply, outer, exchange.remoteAddress()));
    }
}
