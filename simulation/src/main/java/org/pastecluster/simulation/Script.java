package org.pastecluster.simulation;

import java.util.SplittableRandom;

/** What happens in a history, act by act. */
@FunctionalInterface
public interface Script {

    /**
     * Acts on the history's cluster and demands what was promised.
     *
     * @param random draws what the script leaves open
     */
    void play(History history, SplittableRandom random);
}
