package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.runtime.Protocol;

/**
 * Publishes a list that it built two round trips ago: whoever joined since then is not in it, though the version is new. Breaks
 * P5: under one version there are two lists.
 */
final class StaleViewPublished extends Spoiled {

    StaleViewPublished(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Request.Publish publish) {
            return new Frame(frame.envelope(), new Request.Publish(stale(publish.update())));
        }
        if (frame.body() instanceof Reply.Update reply && reply.update() != null) {
            return new Frame(frame.envelope(), new Reply.Update(stale(reply.update())));
        }
        return frame;
    }

    private static ViewUpdate stale(ViewUpdate update) {
        int size = update.joined().size();
        List<Member> before = size < 2 ? update.joined() : update.joined().subList(0, size - 1);
        return Updates.withMembers(update, before, update.left());
    }
}
