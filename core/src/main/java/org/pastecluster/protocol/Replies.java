package org.pastecluster.protocol;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;

/** The answer that one request waits for. Given once; what is given later is ignored. */
final class Replies {

    private final NodeState state;
    private final Member to;
    private final Consumer<Frame> sink;
    private boolean given;

    /**
     * @param to the process that asked
     * @param sink takes the answer on its way
     */
    Replies(NodeState state, Member to, Consumer<Frame> sink) {
        this.state = state;
        this.to = to;
        this.sink = sink;
    }

    void give(Reply reply) {
        if (!given) {
            given = true;
            sink.accept(state.envelopes.answer(to, reply));
        }
    }

    void acknowledge() {
        give(new Reply.Ack());
    }

    void refuse(Reply.Refusal reason, String why, @Nullable LeaderRef leader) {
        give(new Reply.Refused(reason, why, leader));
    }
}
