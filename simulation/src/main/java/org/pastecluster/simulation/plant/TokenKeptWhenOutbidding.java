package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Takes a higher number when it outbids, and keeps the fencing token of the lower one. Breaks P2. */
final class TokenKeptWhenOutbidding extends Spoiled {

    private long token;

    TokenKeptWhenOutbidding(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Acquired acquired) {
            token = acquired.token();
        }
        if (output instanceof Output.Outbid outbid) {
            outputs.add(new Output.Outbid(outbid.number(), token));
        } else {
            super.gives(output, outputs);
        }
    }
}
