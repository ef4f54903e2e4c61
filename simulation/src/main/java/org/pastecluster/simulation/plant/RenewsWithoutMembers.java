package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Renews its lease because its own loop runs, as only a leader without other members may, though its members are silent. Breaks
 * rule 5 and P3: who has lost all links and hears nothing must let its lease decide.
 */
final class RenewsWithoutMembers extends Spoiled {

    private static final long LEASE = 3_000_000_000L;

    private long renewedAt;

    RenewsWithoutMembers(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Acquired || output instanceof Output.Renewed) {
            renewedAt = now();
        }
        super.gives(output, outputs);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        if (isLeading() && now() - renewedAt > LEASE / 2) {
            renewedAt = now();
            outputs.add(new Output.Renewed(now() + LEASE));
        }
    }
}
