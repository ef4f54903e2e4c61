package org.pastecluster.it.fault;

import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.record.RunId;

/** What faults need to know of the cluster that they befall. Called on the runner's thread; nothing here waits for long. */
public interface World {

    /** Starts that process: the node at that host, which remembers nothing. */
    NodeProcess start(RunId run);

    /** Starts a node of the same cluster that has another secret, at a host of its own. It is ended by SIGKILL. */
    NodeProcess startStranger(int fault);

    /** Starts somebody hostile; all that is random comes from the seed. It is ended by SIGKILL. */
    NodeProcess startHostile(int fault, long seed);

    /** Whether a node does what it is told on its input, and has a clock that can be set; one of another kind does not. */
    default boolean isTold(int node) {
        return true;
    }

    /** The node that leads as far as is known; 0 for nobody. */
    int leader();

    /** The node that leads next if the leader hands over, as far as is known; 0 for nobody. */
    int heir();
}
