package org.pastecluster.simulation.cluster;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;

/**
 * All watchers of a cluster, in the order in which they came. What happens at every step goes only to those who look at it: calls to
 * a dozen empty methods would take longer than the step.
 */
final class Watchers {

    private final List<Watcher> all = new ArrayList<>();
    private Watcher[] before = {};
    private Watcher[] after = {};
    private Watcher[] turning = {};
    private Watcher[] settled = {};
    private Watcher[] said = {};

    void add(Watcher watcher) {
        all.add(watcher);
        before = with(before, watcher, "before");
        after = with(after, watcher, "after");
        turning = with(turning, watcher, "turned");
        settled = with(settled, watcher, "settled");
        said = with(said, watcher, "said");
    }

    private static Watcher[] with(Watcher[] watchers, Watcher watcher, String hook) {
        for (Method method : watcher.getClass().getMethods()) {
            if (method.getName().equals(hook) && method.getDeclaringClass() != Watcher.class) {
                Watcher[] more = Arrays.copyOf(watchers, watchers.length + 1);
                more[watchers.length] = watcher;
                return more;
            }
        }
        return watchers;
    }

    List<Watcher> all() {
        return all;
    }

    void before(SimulatedProcess process, Input input) {
        for (Watcher watcher : before) {
            watcher.before(process, input);
        }
    }

    void after(SimulatedProcess process, Input input, List<Output> outputs) {
        if (isTurn(outputs)) {
            for (Watcher watcher : turning) {
                watcher.turned(process, input, outputs);
            }
        }
        for (Watcher watcher : after) {
            watcher.after(process, input, outputs);
        }
    }

    private static boolean isTurn(List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (!(output instanceof Output.Call)
                    && !(output instanceof Output.Answer)
                    && !(output instanceof Output.Renewed)) {
                return true;
            }
        }
        return false;
    }

    void said(SimulatedProcess process, String what, Supplier<String> about) {
        for (Watcher watcher : said) {
            watcher.said(process, what, about.get());
        }
    }

    void settled(SimulatedProcess process) {
        for (Watcher watcher : settled) {
            watcher.settled(process);
        }
    }
}
