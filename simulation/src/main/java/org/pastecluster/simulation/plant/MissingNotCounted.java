package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Waits for the leases of which it was told, and not a heartbeat longer for a member that told nothing: who is silent has nothing
 * against the claim and granted nothing. Breaks rule 3 and P3b: that one may have acknowledged the old leader later than all others.
 */
final class MissingNotCounted extends Spoiled {

    private final Map<Long, String> asked = new HashMap<>();

    MissingNotCounted(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Compete compete) {
            LeaderRef predecessor = compete.predecessor();
            if (predecessor != null && !predecessor.host().equals(call.host())) {
                asked.put(call.exchange(), call.host());
            }
        }
        super.gives(output, outputs);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Replied replied) {
            asked.remove(replied.exchange());
        } else if (input instanceof Input.Failed failed) {
            String host = asked.remove(failed.exchange());
            Member silent = host == null ? null : memberAt(host);
            if (silent != null) {
                return new Input.Replied(failed.exchange(), yesOf(silent));
            }
        }
        return super.takes(input);
    }

    private Frame yesOf(Member silent) {
        Envelope nothingNew = new Envelope(silent, self().incarnation(), 0, 0, 0, 0, null, ViewId.NONE);
        return new Frame(nothingNew, new Reply.Stand(Reply.Stance.YES, null, null, List.of()));
    }
}
