package org.pastecluster.http.bootstrap;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.client.LinkDialler;
import org.pastecluster.http.client.NodeCallException;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.link.LinkEcho;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * Carries frames between nodes: over links where there are some, over HTTP elsewhere; out by the client, in by the handler.
 * {@link PasteCluster} makes its own; this is for programs that put a node together by themselves. Thread-safe.
 */
public final class HttpTransport implements Transport {

    private final ClusterHttpHandler handler;
    private final NodeClient client;
    private final LinkHub hub;
    private final LinkEcho echo;
    private final LinkDialler links;
    private volatile @Nullable Receiver receiver;
    private volatile @Nullable String self;

    /**
     * @param settings how it speaks HTTP
     * @param incarnation this process's, the same as the node's
     * @param time its clocks
     */
    public HttpTransport(HttpSettings settings, long incarnation, TimeSource time) {
        this(settings, incarnation, time, LinkTimes.DEFAULT);
    }

    /**
     * @param times how patient links are
     */
    public HttpTransport(HttpSettings settings, long incarnation, TimeSource time, LinkTimes times) {
        this.handler = new ClusterHttpHandler(settings, incarnation, time);
        this.client = new NodeClient(settings, incarnation, time, this::closed);
        this.hub = new LinkHub(time, times, settings.limits().jsonDepth(), client::call);
        this.links = client.links(hub, times, () -> self, this::closed);
        this.echo = new LinkEcho(settings.limits().jsonDepth());
        hub.dialWith(links);
        handler.linkWith(hub);
    }

    /** What an adapter hands requests to. */
    public ClusterHttpHandler handler() {
        return handler;
    }

    NodeClient client() {
        return client;
    }

    /** This node's base URL, under which others know it. Each call of the node tells it too. */
    public void self(String host) {
        boolean first = self == null;
        self = host;
        if (first) {
            links.wakeUp();
        }
    }

    @Override
    public void start(Receiver takes) {
        receiver = takes;
        hub.start(takes);
        handler.receiveWith(takes);
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        String from = request.envelope().from().host();
        if (!from.equals(self)) {
            self = from;
        }
        hub.call(host, request, timeout, outcome);
    }

    @Override
    public void keepLinks(List<Member> peers) {
        links.keepLinks(peers);
    }

    @Override
    public CompletionStage<Boolean> tellNeighbour(Member sender, Member neighbour, Message message, Duration timeout) {
        DotNetNode from = DotNetNode.of(sender);
        DotNetMessage said = new DotNetMessage(
                message.text(),
                message.type(),
                from,
                DotNetNode.of(neighbour),
                Instant.now().getEpochSecond(),
                false);
        return client.askDotNet(neighbour.host(), Operation.MSG, sender.host(), null, said.write(), timeout)
                .thenApply(DotNetAnswer::success)
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(asTold(failure)));
    }

    private static Throwable asTold(Throwable failure) {
        Throwable cause = OwnAddress.causeOf(failure);
        return cause instanceof NodeCallException call && !call.isSent()
                ? new ConnectException(call.getMessage())
                : cause;
    }

    @Override
    public Frame echo(Frame frame) {
        return echo.echo(frame);
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
        hub.close();
        links.close();
        client.close();
    }
}
