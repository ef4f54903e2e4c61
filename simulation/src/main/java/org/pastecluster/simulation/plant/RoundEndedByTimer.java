package org.pastecluster.simulation.plant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Ends the round of its claim by a timer: what has no answer a heartbeat after it was asked is silent, also if the answer has come and
 * waits unread. Breaks P3b: a node that is slow at reading leads beside a leader that said that it lives.
 */
final class RoundEndedByTimer extends Spoiled {

    private static final long HEARTBEAT = 1_000_000_000L;

    private final Map<Long, Long> asked = new LinkedHashMap<>();

    RoundEndedByTimer(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call && isClaim(call.frame().body())) {
            asked.put(call.exchange(), now());
        }
        super.gives(output, outputs);
    }

    private static boolean isClaim(Object body) {
        return body instanceof Request.Compete
                || (body instanceof Request.Relay relay && relay.inner().body() instanceof Request.Compete);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        asked.entrySet().removeIf(call -> {
            boolean over = now() - call.getValue() >= HEARTBEAT;
            if (over) {
                owe(new Input.Failed(call.getKey(), CallFailure.SILENT, "not answered in time"));
            }
            return over;
        });
        return super.takes(input);
    }
}
