package org.pastecluster.http.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/** Carries frames over HTTP: out by the client, in by the handler. */
final class HttpTransport implements Transport {

    private final ClusterHttpHandler handler;
    private final NodeClient client;
    private volatile @Nullable Receiver receiver;

    HttpTransport(HttpSettings settings, long incarnation, TimeSource time) {
        this.handler = new ClusterHttpHandler(settings, incarnation, time);
        this.client = new NodeClient(settings, incarnation, time, this::closed);
    }

    ClusterHttpHandler handler() {
        return handler;
    }

    NodeClient client() {
        return client;
    }

    @Override
    public void start(Receiver takes) {
        receiver = takes;
        handler.receiveWith(takes);
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        client.call(host, request, timeout, outcome);
    }

    @Override
    public CompletionStage<Boolean> tellNeighbour(Member self, Member neighbour, Message message, Duration timeout) {
        DotNetNode from = DotNetNode.of(self);
        DotNetMessage said = new DotNetMessage(
                message.text(),
                message.type(),
                from,
                DotNetNode.of(neighbour),
                Instant.now().getEpochSecond(),
                false);
        return client.askDotNet(neighbour.host(), Operation.MSG, self.host(), null, said.write(), timeout)
                .thenApply(DotNetAnswer::success);
    }

    /** Hands a request to the protocol; false when it takes none. */
    boolean receive(Frame request, Answer answer) {
        Receiver takes = receiver;
        return takes != null && takes.receive(request, answer);
    }

    /** Hands a message to the application; false when nobody takes it. */
    boolean deliver(ClusterMessage message) {
        Receiver takes = receiver;
        return takes != null && takes.deliver(message);
    }

    private void closed(String host) {
        Receiver takes = receiver;
        if (takes != null) {
            takes.closed(host);
        }
    }

    @Override
    public void close() {
        handler.close();
        client.close();
    }
}
