package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;
import org.pastecluster.runtime.Protocol;

/**
 * Takes a call without an answer for a refused connection, so that a frozen leader is a dead one to it. Breaks P3b: the heir
 * does not wait for the lease.
 */
final class SilenceTakenForRefusal extends Spoiled {

    SilenceTakenForRefusal(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Failed failed && failed.failure() == CallFailure.SILENT) {
            return new Input.Failed(failed.exchange(), CallFailure.REFUSED, failed.detail());
        }
        return super.takes(input);
    }
}
