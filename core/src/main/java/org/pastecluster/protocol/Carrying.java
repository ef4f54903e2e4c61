package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.message.Batch;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * Brings batches between applications where there is no link: by a call, and if that brings nothing, through a member that may reach the
 * other one.
 */
final class Carrying {

    private final NodeState state;
    private final Helpers helpers;

    Carrying(NodeState state) {
        this.state = state;
        this.helpers = new Helpers(state);
    }

    void carry(String host, long incarnation, Batch batch) {
        Request.Carry request = new Request.Carry(incarnation, batch);
        state.calls.call(host, request, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                tell(incarnation, reply.body() instanceof Reply.Ack);
            }

            @Override
            public void failed(CallFailure failure) {
                throughAnother(host, request);
            }
        });
    }

    private void throughAnother(String host, Request.Carry request) {
        List<String> able = helpers.next(host);
        if (able.isEmpty()) {
            tell(request.incarnation(), false);
            return;
        }
        state.calls.callThrough(able.get(0), host, request, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                tell(request.incarnation(), reply.body() instanceof Reply.Ack);
            }

            @Override
            public void failed(CallFailure failure) {
                tell(request.incarnation(), false);
            }
        });
    }

    private void tell(long incarnation, boolean arrived) {
        state.out.add(new Output.Carried(incarnation, arrived));
    }

    /** A batch came in. */
    void onCarry(Request.Carry request, Envelope envelope, Replies reply) {
        if (request.incarnation() != state.self.incarnation()) {
            reply.refuse(Reply.Refusal.OTHER_INCARNATION, "this process was started later", null);
            return;
        }
        state.out.add(new Output.Arrived(envelope.from(), request.batch()));
        reply.acknowledge();
    }
}
