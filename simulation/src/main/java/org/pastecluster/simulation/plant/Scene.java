package org.pastecluster.simulation.plant;

import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.cluster.Spoiler;

/** A kind of history that lets a bug show. */
@FunctionalInterface
interface Scene {

    /** Plays it once; equal seeds and equal nodes make equal histories. */
    HistoryResult play(long seed, Spoiler spoiler);
}
