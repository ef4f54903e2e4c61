package org.pastecluster.simulation.neighbour;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.simulation.cluster.ForwardingReceiver;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.spi.Transport;

/** Bugs in how nodes of this project treat .NET nodes: something that should be said is not, and seems to have been; a message is lost or doubled. */
enum Spoilt implements Spoiler {
    /** Has nobody drop who left, as if .NET nodes dropped of their own accord what a master's list lacks. */
    REMOVALS_NOT_TOLD {
        @Override
        boolean keepsBack(NeighbourRequest said, String host, Set<String> before) {
            return said instanceof NeighbourRequest.Remove;
        }
    },
    /** Tells each .NET node once who is master, and never looks whether it still believes so. */
    TOLD_ONCE {
        @Override
        boolean keepsBack(NeighbourRequest said, String host, Set<String> before) {
            return said instanceof NeighbourRequest.Master && !before.add(host);
        }
    },
    /** Says each message for a .NET node twice. */
    MESSAGE_SAID_TWICE {
        @Override
        CompletionStage<Boolean> tell(Transport door, Member self, Member node, Message message, Duration timeout) {
            return door.tellNeighbour(self, node, message, timeout)
                    .thenCompose(taken -> door.tellNeighbour(self, node, message, timeout));
        }
    },
    /** Takes a message for said, and never says it. */
    MESSAGE_NOT_SAID {
        @Override
        CompletionStage<Boolean> tell(Transport door, Member self, Member node, Message message, Duration timeout) {
            return CompletableFuture.completedFuture(true);
        }
    },
    /** Hands each message of a .NET node to the application twice. */
    MESSAGE_HANDED_TWICE {
        @Override
        boolean hand(Transport.Receiver receiver, ClusterMessage message) {
            boolean first = receiver.deliver(message);
            return receiver.deliver(message) && first;
        }
    },
    /** Answers a .NET node that its message was taken, and drops it. */
    MESSAGE_DROPPED {
        @Override
        boolean hand(Transport.Receiver receiver, ClusterMessage message) {
            return true;
        }
    };

    boolean keepsBack(NeighbourRequest said, String host, Set<String> before) {
        return false;
    }

    CompletionStage<Boolean> tell(Transport door, Member self, Member node, Message message, Duration timeout) {
        return door.tellNeighbour(self, node, message, timeout);
    }

    boolean hand(Transport.Receiver receiver, ClusterMessage message) {
        return receiver.deliver(message);
    }

    @Override
    public Protocol protocol(SimulatedProcess process, Protocol protocol) {
        return protocol;
    }

    @Override
    public Transport transport(SimulatedProcess process, Transport transport) {
        return new Mouth(transport);
    }

    private final class Mouth implements Transport {

        private final Transport transport;
        private final Set<String> before = new HashSet<>();

        Mouth(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void call(String host, Frame request, Duration timeout, Outcome outcome) {
            if (request.body() instanceof NeighbourRequest said && keepsBack(said, host, before)) {
                outcome.replied(DotNetSaid.answer(new Member(NodeAddress.of(host), 0), request, null, 0, 0, List.of()));
            } else {
                transport.call(host, request, timeout, outcome);
            }
        }

        @Override
        public void start(Receiver receiver) {
            transport.start(new Ear(receiver));
        }

        @Override
        public CompletionStage<Boolean> tellNeighbour(Member self, Member node, Message message, Duration timeout) {
            return tell(transport, self, node, message, timeout);
        }

        @Override
        public void keepLinks(List<Member> peers) {
            transport.keepLinks(peers);
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    private final class Ear extends ForwardingReceiver {

        private final Transport.Receiver receiver;

        Ear(Transport.Receiver receiver) {
            super(receiver);
            this.receiver = receiver;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return hand(receiver, message);
        }
    }
}
