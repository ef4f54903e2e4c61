package org.pastecluster.http.client;

import java.util.List;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.NeighbourCodec;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.spi.Transport;

/** One request of the protocol to a .NET node, and its answer as a frame. It never names a master in its headers. */
final class NeighbourCall implements DotNetCall.Outcome {

    private final Peer peer;
    private final Frame request;
    private final Transport.Outcome outcome;

    private NeighbourCall(Peer peer, Frame request, Transport.Outcome outcome) {
        this.peer = peer;
        this.request = request;
        this.outcome = outcome;
    }

    /** Sends a frame whose body is for .NET nodes. */
    static void send(
            Desk desk, Peer peer, Frame request, NeighbourRequest said, long deadline, Transport.Outcome outcome) {
        String self = request.envelope().from().host();
        new DotNetCall(
                        desk,
                        peer,
                        NeighbourCodec.operation(said),
                        self,
                        null,
                        NeighbourCodec.body(said),
                        deadline,
                        new NeighbourCall(peer, request, outcome))
                .send();
    }

    @Override
    public void answered(DotNetAnswer answer, boolean java) {
        if (java) {
            outcome.failed(CallFailure.FOREIGN, "A node of this project answers at " + peer.host() + " now.");
        } else {
            outcome.replied(NeighbourCodec.reply(request, peer.host(), answer));
        }
    }

    @Override
    public void listed(List<DotNetNode> nodes) {
        outcome.replied(NeighbourCodec.reply(request, peer.host(), nodes));
    }

    @Override
    public void failed(CallFailure failure, String detail) {
        outcome.failed(failure, detail);
    }
}
