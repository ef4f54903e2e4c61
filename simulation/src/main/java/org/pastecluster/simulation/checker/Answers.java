package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P10: no request is answered twice. Counts, and does not judge, those that a node leaves without an answer: its caller hears of
 * them when its time is up.
 */
public final class Answers implements Watcher {

    private final List<Set<Long>> open = new ArrayList<>();
    private long asked;
    private long answered;

    /** How many requests reached a node and got no answer, or not yet. */
    public long unanswered() {
        return asked - answered;
    }

    @Override
    public void started(SimulatedProcess process) {
        open.add(new HashSet<>());
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        long call = input instanceof Input.Received received ? received.call() : 0;
        if (call != 0) {
            asked++;
        }
        Set<Long> waiting = open.get(process.serial());
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Answer answer) {
                answered++;
                if (answer.call() == call) {
                    call = 0;
                } else if (!waiting.remove(answer.call())) {
                    throw new BrokenPromise("P10", process + " answers twice: " + answer);
                }
            }
        }
        if (call != 0) {
            waiting.add(call);
        }
    }
}
