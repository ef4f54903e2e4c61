package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;
import org.pastecluster.runtime.Protocol;

/**
 * Founds a cluster without waiting a lease for a listed host that does not answer: it may be frozen, and leading. Breaks the
 * rule of founding.
 */
final class FounderIgnoresSilence extends Spoiled {

    private boolean joined;

    FounderIgnoresSilence(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        ClusterView view = view();
        joined |= view != null && view.leader() != null;
        if (!joined && input instanceof Input.Failed failed && failed.failure() == CallFailure.SILENT) {
            return new Input.Failed(failed.exchange(), CallFailure.REFUSED, failed.detail());
        }
        return super.takes(input);
    }
}
