package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Waits for the end of the leases that it was told of, and then leads on the support that it was given before the wait, without
 * asking again. Breaks rule 3 and P3: it begins a lease that nobody has acknowledged.
 */
final class ClaimNotRepeated extends Spoiled {

    private final Map<String, Frame> yeses = new HashMap<>();

    private final Map<Long, String> asked = new HashMap<>();

    private long number;

    ClaimNotRepeated(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (!(output instanceof Output.Call call) || !(call.frame().body() instanceof Request.Compete compete)) {
            super.gives(output, outputs);
            return;
        }
        if (number != compete.claim().number()) {
            number = compete.claim().number();
            yeses.clear();
            asked.clear();
        }
        Frame yes = yeses.get(call.host());
        if (yes == null) {
            asked.put(call.exchange(), call.host());
            super.gives(output, outputs);
        } else {
            owe(new Input.Replied(call.exchange(), yes));
        }
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Replied replied
                && replied.frame().body() instanceof Reply.Stand stand
                && stand.stance() == Reply.Stance.YES
                && asked.containsKey(replied.exchange())) {
            Reply.Stand yes = new Reply.Stand(Reply.Stance.YES, null, null, List.of());
            yeses.put(asked.get(replied.exchange()), new Frame(replied.frame().envelope(), yes));
        }
        return super.takes(input);
    }
}
