package org.pastecluster.bench.soak.ledger;

/**
 * What a process of a node does between two looks at its ledger.
 *
 * @param index which node
 * @param number which of all runs of all nodes; each has its own files
 */
public record NodeRun(int index, int number) {
    @Override
    public String toString() {
        return "node " + index + " in run " + number;
    }
}
