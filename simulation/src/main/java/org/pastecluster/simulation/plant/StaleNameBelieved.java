package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.ViewId;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Takes every answer for the word of the one that it called, without looking at who gave it. Breaks P3b: a name that leads to another
 * node makes a frozen leader one that was replaced.
 */
final class StaleNameBelieved extends Spoiled {

    private final Map<Long, String> called = new HashMap<>();

    StaleNameBelieved(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call) {
            called.put(call.exchange(), call.host());
        }
        super.gives(output, outputs);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Failed failed) {
            called.remove(failed.exchange());
        } else if (input instanceof Input.Replied replied) {
            String host = called.remove(replied.exchange());
            Member meant = host == null ? null : memberAt(host);
            if (meant != null
                    && !meant.host().equals(replied.frame().envelope().from().host())) {
                Envelope taken = new Envelope(meant, self().incarnation(), 0, 0, 0, 0, null, ViewId.NONE);
                return new Input.Replied(
                        replied.exchange(), new Frame(taken, replied.frame().body()));
            }
        }
        return super.takes(input);
    }
}
