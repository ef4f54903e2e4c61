package org.pastecluster.simulation.neighbour;

import org.pastecluster.simulation.Simulate;
import org.pastecluster.simulation.cluster.Spoiler;

/** The command {@code bin/simulate --dotnet}: {@link Simulate}, with .NET nodes in every history. */
public final class SimulateNeighbours {

    private SimulateNeighbours() {}

    public static void main(String[] words) throws InterruptedException {
        Simulate.main(words, (seed, nodes) -> new MixedHistory(seed, nodes, Spoiler.NOTHING));
    }
}
