package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Calls every member at every turn of its loop, whether it was heard just now or not. Breaks P10: an idle cluster talks without
 * end.
 */
final class CallsWhoWasHeard extends Spoiled {

    private static final long OFTEN = 50_000_000L;

    private final Map<String, Frame> beats = new HashMap<>();

    private long exchange = Long.MIN_VALUE / 2;

    private long againAt = Long.MAX_VALUE;

    CallsWhoWasHeard(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Heartbeat) {
            beats.put(call.host(), call.frame());
            againAt = Math.min(againAt, now() + OFTEN);
        }
        super.gives(output, outputs);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        if (now() < againAt || !isLeading()) {
            return;
        }
        againAt = now() + OFTEN;
        beats.forEach((host, beat) -> outputs.add(new Output.Call(++exchange, host, stamped(beat), 10 * OFTEN)));
    }

    @Override
    public long nextWakeUp() {
        return isLeading() ? Math.min(againAt, super.nextWakeUp()) : super.nextWakeUp();
    }
}
