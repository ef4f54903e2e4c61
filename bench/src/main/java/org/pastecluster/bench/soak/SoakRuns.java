package org.pastecluster.bench.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pastecluster.bench.fleet.NodeProgram;
import org.pastecluster.bench.soak.ledger.NodeRun;

/** Which runs there are: one of each process and round. Starts the processes of a soak. Not thread-safe. */
final class SoakRuns implements NodeProgram {

    private final Map<Integer, NodeRun> current = new HashMap<>();
    private final Map<NodeRun, Long> incarnations = new HashMap<>();
    private final Set<NodeRun> ofLastRound = new HashSet<>();
    private final List<NodeRun> died = new ArrayList<>();
    private final List<NodeRun> diedInLastRound = new ArrayList<>();
    private int count;

    @Override
    public List<String> words(int index, List<Integer> ports, Path directory) {
        return List.of(
                // Else a node whose threads die one by one would look as if it lived.
                "-XX:+ExitOnOutOfMemoryError",
                SoakNode.class.getName(),
                Integer.toString(index),
                Integer.toString(begin(index).number()),
                String.join(",", ports.stream().map(String::valueOf).toList()),
                directory.toString());
    }

    /** That node begins another run. */
    NodeRun begin(int node) {
        NodeRun run = new NodeRun(node, ++count);
        current.put(node, run);
        return run;
    }

    /** The run in which that node is. */
    NodeRun of(int node) {
        NodeRun run = current.get(node);
        if (run == null) {
            throw new IllegalStateException("Node " + node + " was never started.");
        }
        return run;
    }

    /** Of which process the node's run is. */
    void isOf(int node, long incarnation) {
        incarnations.put(of(node), incarnation);
    }

    /** The node was killed. */
    void died(int node) {
        died.add(of(node));
    }

    /** Those that died before this round: what they sent has arrived, or never will. */
    List<NodeRun> longDead() {
        return List.copyOf(diedInLastRound);
    }

    /** The runs of this round and the one before, with the incarnations of their processes. */
    Map<NodeRun, Long> known() {
        return Map.copyOf(incarnations);
    }

    /** A round is over; what was before it is forgotten. */
    void endRound() {
        incarnations.keySet().removeAll(ofLastRound);
        ofLastRound.clear();
        ofLastRound.addAll(incarnations.keySet());
        diedInLastRound.clear();
        diedInLastRound.addAll(died);
        died.clear();
    }
}
