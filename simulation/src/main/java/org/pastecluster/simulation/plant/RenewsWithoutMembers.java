package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Renews its lease because its own loop runs, as only a leader without other members may, though its members are silent. Breaks
 * P3, and rule 5: who has lost all links and hears nothing must let its lease decide.
 */
final class RenewsWithoutMembers extends Spoiled {

    private static final long LEASE = 3_000_000_000L;

    private long renewAt = Long.MIN_VALUE;

    RenewsWithoutMembers(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        if (isLeading() && input instanceof Input.Woken && now() >= renewAt) {
            renewAt = now() + LEASE / 3;
            outputs.add(new Output.Renewed(now() + LEASE));
        }
    }
}
