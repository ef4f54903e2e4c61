package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.runtime.Protocol;

/** Has no case for the news that its leader gives leadership up. Breaks P9: the heir waits for time-outs. */
final class ResignIgnored extends Spoiled {

    ResignIgnored(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        boolean resigns =
                input instanceof Input.Received received && received.frame().body() instanceof Request.Resign;
        return resigns ? null : super.takes(input);
    }
}
