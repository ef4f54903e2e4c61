package org.pastecluster.simulation;

import org.pastecluster.simulation.cluster.SimulatedCluster;

/** A history that can be played once, and watched meanwhile. */
public interface Playable {

    Options options();

    /** For watchers, before it is played. */
    SimulatedCluster cluster();

    /** Plays it to its end or to the first broken promise. */
    HistoryResult run();
}
