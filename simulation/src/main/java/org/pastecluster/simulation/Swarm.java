package org.pastecluster.simulation;

/** Draws histories, each from its seed. Thread-safe. */
@FunctionalInterface
public interface Swarm {

    /** Nodes of this project alone. */
    Swarm PLAIN = (seed, nodes) -> new History(Options.draw(seed, nodes));

    /**
     * Draws one that was not played yet.
     *
     * @param nodes how many nodes; 0 to draw that too
     */
    Playable draw(long seed, int nodes);
}
