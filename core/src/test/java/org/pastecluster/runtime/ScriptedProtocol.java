package org.pastecluster.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;

/** A protocol that says what a test wants and remembers what it was given. */
final class ScriptedProtocol implements Protocol {

    private final List<Input> inputs = new ArrayList<>();
    private BiFunction<Input, Long, List<Output>> script = (input, now) -> List.of();
    private long nextWakeUp = Long.MAX_VALUE;

    @Override
    public List<Output> step(Input input, long now) {
        inputs.add(input);
        if (input instanceof Input.Woken) {
            nextWakeUp = Long.MAX_VALUE;
        }
        return script.apply(input, now);
    }

    @Override
    public long nextWakeUp() {
        return nextWakeUp;
    }

    void wakeUpAt(long nanos) {
        nextWakeUp = nanos;
    }

    /** From now on, says this to everything. */
    void script(BiFunction<Input, Long, List<Output>> next) {
        script = next;
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    <T extends Input> List<T> inputs(Class<T> kind) {
        return inputs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
