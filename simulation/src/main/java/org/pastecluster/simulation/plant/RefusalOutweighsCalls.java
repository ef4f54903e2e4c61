package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Holds a leader for gone as soon as its address refuses, though that one calls: as if it had said that it leaves. Breaks P3b, whose exception
 * wants that no member hears it.
 */
final class RefusalOutweighsCalls extends Spoiled {

    private final Map<Long, String> calls = new HashMap<>();
    private @Nullable Envelope leadersLast;

    RefusalOutweighsCalls(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        LeaderRef leader = frame.envelope().following();
        if (leader != null && leader.member().isSameProcessAs(frame.envelope().from())) {
            leadersLast = frame.envelope();
        }
        return frame;
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call) {
            calls.put(call.exchange(), call.host());
        }
        boolean answersOwn = output instanceof Output.Answer answer && answer.call() < 0;
        if (!answersOwn) {
            super.gives(output, outputs);
        }
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Failed failed) {
            String host = calls.remove(failed.exchange());
            Envelope said = leadersLast;
            LeaderRef leader = said == null ? null : said.following();
            if (said != null
                    && leader != null
                    && failed.failure() == CallFailure.REFUSED
                    && leader.host().equals(host)
                    && leader.host().equals(followedHost())) {
                owe(new Input.Received(-1, new Frame(said, new Request.Resign(leader, null, null, true))));
            }
        } else if (input instanceof Input.Replied replied) {
            calls.remove(replied.exchange());
        }
        return super.takes(input);
    }

    private @Nullable String followedHost() {
        ClusterView view = view();
        Member leader = view == null ? null : view.leader();
        return leader == null ? null : leader.host();
    }
}
