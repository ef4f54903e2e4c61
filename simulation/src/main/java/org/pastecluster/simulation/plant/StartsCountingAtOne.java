package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.runtime.Protocol;

/**
 * Counts leaderships from one at every start, instead of from the clock or from what was remembered: after a restart of the
 * whole cluster an old fencing token is larger than a new one. Breaks P2.
 */
final class StartsCountingAtOne extends Spoiled {

    StartsCountingAtOne(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        return input instanceof Input.Started ? new Input.Started(0, 0) : super.takes(input);
    }
}
