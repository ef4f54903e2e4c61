package org.pastecluster.runtime;

import java.util.List;
import java.util.function.LongSupplier;
import org.pastecluster.ClusterSettings;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Node;
import org.pastecluster.protocol.Output;

/** What the engine drives: {@link Node}, or what a simulator puts around it. One caller at a time. */
public interface Protocol {

    /** As {@link Node#step}. */
    List<Output> step(Input input, long now);

    /** As {@link Node#nextWakeUp}. */
    long nextWakeUp();

    /**
     * A node as it is shipped.
     *
     * @param incarnation 64 random bits, new for every process; not 0
     * @param random where it gets 64 random bits at a time
     */
    static Protocol of(ClusterSettings settings, long incarnation, LongSupplier random) {
        Node node = new Node(settings, incarnation, random::getAsLong);
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
