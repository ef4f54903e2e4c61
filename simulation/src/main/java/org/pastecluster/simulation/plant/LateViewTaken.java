package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Takes a view whenever one comes: its number and version were never compared with those of the view that is held, so that a
 * frame that was long on its way brings back the past. Breaks P2.
 */
final class LateViewTaken extends Spoiled {

    private final Map<ViewId, ClusterView> shown = new HashMap<>();

    private final boolean ofOthers;

    private LateViewTaken(Member self, Protocol node, boolean ofOthers) {
        super(self, node);
        this.ofOthers = ofOthers;
    }

    /** Takes an old version of its leader's. */
    static LateViewTaken ofSameNumber(Member self, Protocol node) {
        return new LateViewTaken(self, node, false);
    }

    /** Takes what a leader of the past published, under a smaller number. */
    static LateViewTaken ofSmallerNumber(Member self, Protocol node) {
        return new LateViewTaken(self, node, true);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.ViewChanged changed) {
            shown.put(new ViewId(changed.view().number(), changed.view().version()), changed.view());
        }
        super.gives(output, outputs);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        ClusterView held = view();
        if (held == null
                || !(input instanceof Input.Received received)
                || !(received.frame().body() instanceof Request.Publish publish)) {
            return;
        }
        ViewUpdate late = publish.update();
        boolean ofOther = late.leader().number() != held.number();
        if (ofOther == ofOthers && late.id().compareTo(new ViewId(held.number(), held.version())) < 0) {
            outputs.add(new Output.ViewChanged(past(late, held.self())));
        }
    }

    private ClusterView past(ViewUpdate late, Member self) {
        ClusterView known = shown.get(late.id());
        List<Member> members = known == null ? late.joined() : known.members();
        Member leader = late.leader().member();
        return new ClusterView(self, Role.FOLLOWING, late.leader().number(), late.version(), leader, members);
    }
}
