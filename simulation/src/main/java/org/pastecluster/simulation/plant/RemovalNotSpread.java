package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.runtime.Protocol;

/** Takes a dead member out of its own list and publishes only who joined. Breaks P5: the others keep the dead one. */
final class RemovalNotSpread extends Spoiled {

    RemovalNotSpread(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Request.Publish publish) {
            return new Frame(frame.envelope(), new Request.Publish(kept(publish.update())));
        }
        if (frame.body() instanceof Reply.Update reply && reply.update() != null) {
            return new Frame(frame.envelope(), new Reply.Update(kept(reply.update())));
        }
        return frame;
    }

    private static ViewUpdate kept(ViewUpdate update) {
        return Updates.withMembers(update, update.joined(), List.of());
    }
}
