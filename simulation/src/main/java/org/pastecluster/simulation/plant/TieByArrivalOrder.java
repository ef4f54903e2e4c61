package org.pastecluster.simulation.plant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Of two claims to one number prefers the one that it made or heard first, instead of the better one. Breaks P5: each of two
 * candidates holds its own for the first.
 */
final class TieByArrivalOrder extends Spoiled {

    private @Nullable Claim mine;

    TieByArrivalOrder(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Compete compete) {
            mine = compete.claim();
        }
        super.gives(output, outputs);
    }

    @Override
    Frame hears(Frame frame) {
        if (frame.body() instanceof Request.Compete compete) {
            Claim later = later(compete.claim());
            return new Frame(frame.envelope(), new Request.Compete(later, compete.predecessor(), compete.fate()));
        }
        if (frame.body() instanceof Reply.Stand stand && stand.better() != null) {
            Claim later = later(stand.better());
            return new Frame(frame.envelope(), new Reply.Stand(stand.stance(), stand.rival(), later, stand.grants()));
        }
        return frame;
    }

    private Claim later(Claim claim) {
        boolean tie = mine != null && mine.number() == claim.number();
        return tie ? new Claim(claim.number(), Long.MAX_VALUE, claim.candidate()) : claim;
    }
}
