package org.pastecluster.simulation.neighbour;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.http.handler.NeighbourPort;
import org.pastecluster.http.handler.ProtocolNeighbourPort;
import org.pastecluster.http.handler.ViewNeighbourPort;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.NeighbourCodec;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.ViewId;
import org.pastecluster.simulation.cluster.ForwardingReceiver;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.spi.Transport;

/**
 * The transport of a node of this project that has .NET nodes around it: what these say is answered by the very code that answers them over HTTP, which
 * tells the protocol what matters.
 */
final class JavaDoor implements Transport {

    private final SimulatedProcess process;
    private final Transport network;
    private final Supplier<Letters> letters;
    private long toldProtocol;
    private long asked;

    /** @param letters is told of messages; it is looked for when there is one */
    JavaDoor(SimulatedProcess process, Transport network, Supplier<Letters> letters) {
        this.process = process;
        this.network = network;
        this.letters = letters;
    }

    SimulatedProcess process() {
        return process;
    }

    /** How many requests of .NET nodes it had to do with. */
    long asked() {
        return asked;
    }

    /** How many of them its protocol was told of. */
    long toldProtocol() {
        return toldProtocol;
    }

    @Override
    public void start(Receiver receiver) {
        NeighbourPort port = new ProtocolNeighbourPort(
                new ViewNeighbourPort(process::cluster, null, message -> takes(receiver, message)),
                process::cluster,
                (frame, answer) -> {
                    toldProtocol++;
                    return receiver.receive(frame, answer);
                },
                (member, message) -> {},
                () -> process.clock().nanos());
        network.start(new ForwardingReceiver(receiver) {
            @Override
            public boolean receive(Frame request, Answer answer) {
                if (!isForDotNet(request)) {
                    return super.receive(request, answer);
                }
                asked++;
                var unused = serve(port, request).whenComplete((given, failure) -> {
                    if (given != null) {
                        String host = process.member().host();
                        answer.answer(marked(NeighbourCodec.reply(request, host, given)));
                    }
                });
                return true;
            }
        });
    }

    private boolean takes(Receiver receiver, ClusterMessage message) {
        letters.get().arrives(process, message);
        boolean taken = receiver.deliver(message);
        if (!taken) {
            letters.get().isRefused(process, message);
        }
        return taken;
    }

    /** Whether a .NET node says it, or somebody who takes this node for one. */
    private static boolean isForDotNet(Frame frame) {
        boolean isMessage = frame.envelope().from().isNeighbour() && DotNetSaid.message(frame) != null;
        return isMessage
                || DotNetSaid.isOne(frame)
                || (frame.body() instanceof NeighbourRequest said && !said.isForOwnKind());
    }

    /** An answer of this project's says that it is one. */
    private Frame marked(Frame answer) {
        Envelope envelope = answer.envelope();
        return new Frame(
                new Envelope(process.member(), envelope.toIncarnation(), 0, 0, 0, 0, null, ViewId.NONE), answer.body());
    }

    private static CompletionStage<DotNetAnswer> serve(NeighbourPort port, Frame frame) {
        Member master = DotNetSaid.master(frame);
        NeighbourPort.Caller caller = new NeighbourPort.Caller(
                frame.envelope().from().host(), master == null ? null : master.host(), "there");
        Message message = DotNetSaid.message(frame);
        if (message != null) {
            DotNetNode from = DotNetNode.of(frame.envelope().from());
            return port.msg(caller, new DotNetMessage(message.text(), message.type(), from, null, 0, false));
        }
        NeighbourRequest said = (NeighbourRequest) frame.body();
        if (said instanceof NeighbourRequest.Ask) {
            return port.ask(caller);
        } else if (said instanceof NeighbourRequest.Join join) {
            return port.join(caller, DotNetNode.of(join.node()));
        } else if (said instanceof NeighbourRequest.Heard vote) {
            return port.vote(caller, DotNetNode.of(vote.node()).withVoteTime(DotNetSaid.voteTime(frame)));
        } else if (said instanceof NeighbourRequest.Master told) {
            return port.master(
                    caller,
                    DotNetNode.of(told.master()),
                    told.nodes().stream().map(DotNetNode::of).toList());
        } else if (said instanceof NeighbourRequest.Leave leave) {
            return port.leave(caller, DotNetNode.of(leave.node()));
        } else if (said instanceof NeighbourRequest.Remove remove) {
            return port.remove(caller, DotNetNode.of(remove.node()));
        }
        return port.health(caller);
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        network.call(host, request, timeout, isForDotNet(request) ? new FromDotNetAlone(outcome) : outcome);
    }

    /** As over HTTP: only an answer of a .NET node says that it took it, and where there is none nobody knows, unless nobody listens there. */
    @Override
    public CompletionStage<Boolean> tellNeighbour(Member self, Member neighbour, Message message, Duration timeout) {
        letters.get().says(neighbour.host(), message);
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Frame frame = DotNetSaid.message(process.member(), null, message);
        network.call(neighbour.host(), frame, timeout, new FromDotNetAlone(new Outcome() {
            @Override
            public void replied(Frame reply) {
                taken.complete(true);
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                taken.completeExceptionally(
                        failure == CallFailure.REFUSED
                                ? new ConnectException(detail)
                                : new IllegalStateException(failure + " " + detail));
            }
        }));
        return taken;
    }

    /** Finds that a node of this project answers where a .NET node was meant. */
    private record FromDotNetAlone(Outcome outcome) implements Outcome {
        @Override
        public void replied(Frame reply) {
            if (reply.envelope().from().isNeighbour()) {
                outcome.replied(reply);
            } else {
                outcome.failed(CallFailure.FOREIGN, "A node of this project answers there now.");
            }
        }

        @Override
        public void failed(CallFailure failure, String detail) {
            outcome.failed(failure, detail);
        }
    }

    @Override
    public void keepLinks(List<Member> peers) {
        network.keepLinks(peers);
    }

    @Override
    public void close() {
        network.close();
    }
}
