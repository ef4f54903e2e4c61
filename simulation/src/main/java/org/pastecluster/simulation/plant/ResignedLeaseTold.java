package org.pastecluster.simulation.plant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.runtime.Protocol;

/** Says of a leader that resigned that its lease may run on. Breaks P9: whoever succeeds it waits for a time-out. */
final class ResignedLeaseTold extends Spoiled {

    private static final long REMAINING = 2_500_000_000L;

    private @Nullable LeaderRef resigned;

    ResignedLeaseTold(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        if (frame.body() instanceof Request.Compete compete) {
            resigned = compete.fate().gaveUp() ? compete.predecessor() : null;
        }
        return frame;
    }

    @Override
    Frame speaks(Frame frame) {
        LeaderRef leader = resigned;
        if (leader == null || !(frame.body() instanceof Reply.Stand stand) || stand.stance() != Reply.Stance.YES) {
            return frame;
        }
        List<Grant> grants = List.of(new Grant(leader, REMAINING));
        return new Frame(frame.envelope(), new Reply.Stand(stand.stance(), stand.rival(), stand.better(), grants));
    }
}
