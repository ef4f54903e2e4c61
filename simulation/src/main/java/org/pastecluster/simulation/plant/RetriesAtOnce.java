package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Repeats a call that brought nothing at once, and twice to be sure, without counting. Breaks P10: the calls in flight grow
 * without bound.
 */
final class RetriesAtOnce extends Spoiled {

    private final Map<Long, Output.Call> calls = new HashMap<>();

    private long exchange = Long.MIN_VALUE / 2;

    RetriesAtOnce(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call) {
            calls.put(call.exchange(), call);
        }
        super.gives(output, outputs);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        if (input instanceof Input.Failed failed && calls.containsKey(failed.exchange())) {
            Output.Call call = calls.get(failed.exchange());
            for (int i = 0; i < 2; i++) {
                gives(new Output.Call(++exchange, call.host(), stamped(call.frame()), call.timeoutNanos()), outputs);
            }
        }
    }
}
