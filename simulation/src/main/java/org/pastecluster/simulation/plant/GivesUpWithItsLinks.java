package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.runtime.Protocol;

/**
 * Gives leadership up when a connection to a member closes, instead of calling that member. Breaks rule 5 and P6: a reset of
 * connections moves leadership.
 */
final class GivesUpWithItsLinks extends Spoiled {

    GivesUpWithItsLinks(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        return isLeading() && input instanceof Input.LinkClosed ? new Input.HandOverRequested() : super.takes(input);
    }
}
