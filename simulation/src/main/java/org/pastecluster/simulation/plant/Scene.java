package org.pastecluster.simulation.plant;

import java.util.function.Consumer;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.cluster.Spoiler;

/** A kind of history that lets a bug show. */
@FunctionalInterface
interface Scene {

    /**
     * Plays it once; equal seeds and equal nodes make equal histories.
     *
     * @param audience is given the history before it begins
     */
    HistoryResult play(long seed, Spoiler spoiler, Consumer<History> audience);
}
