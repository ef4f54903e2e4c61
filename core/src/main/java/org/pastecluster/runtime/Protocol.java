package org.pastecluster.runtime;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Node;
import org.pastecluster.protocol.Output;

/** What the engine drives: {@link Node}, or what a simulator puts around it. One caller at a time. */
public interface Protocol {

    /** As {@link Node#step}. */
    List<Output> step(Input input, long now);

    /** As {@link Node#nextWakeUp}. */
    long nextWakeUp();

    static Protocol of(Node node) {
        return new Protocol() {
            @Override
            public List<Output> step(Input input, long now) {
                return node.step(input, now);
            }

            @Override
            public long nextWakeUp() {
                return node.nextWakeUp();
            }
        };
    }
}
