package org.pastecluster.simulation.cluster;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Node;
import org.pastecluster.protocol.Output;

/** What a runtime drives: a node, or what watches or spoils one. */
public interface Steps {

    List<Output> step(Input input, long now);

    long nextWakeUp();

    static Steps of(Node node) {
        return new Steps() {
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
