package org.pastecluster.spring.boot.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Makes a link of the connection of a request. reactor-netty upgrades to WebSockets alone; so the connection is taken as it is: all that
 * speaks HTTP is taken out of its pipeline, what is below, such as TLS, stays. So does reactor-netty's own last handler: the
 * exchange is under way until it hears that the connection has ended.
 */
final class NettyUpgrade {

    private static final String PATH = "/" + Operation.LINK.word();
    private static final String NAME = "pastecluster.link";
    private static final Set<String> STAYING = Set.of(NAME, NettyPipeline.ReactiveBridge);
    private static final Set<String> TIMERS =
            Set.of(NettyPipeline.IdleTimeoutHandler, NettyPipeline.ReadTimeoutHandler);

    private final Channel channel;
    private final Supplier<LinkLoops> loops;

    private NettyUpgrade(Channel channel, Supplier<LinkLoops> loops) {
        this.channel = channel;
        this.loops = loops;
    }

    /** The way of a request that wants to be a link; null when it does not, or has no connection of its own, as in HTTP/2. */
    static @Nullable NettyUpgrade of(
            HttpServerRequest request, HttpServerResponse response, Supplier<LinkLoops> loops) {
        if (!request.method().name().equals("GET")
                || LinkWay.of(request.requestHeaders().get(WireHeaders.UPGRADE)) == null
                || !NettyExchange.path(request.uri()).endsWith(PATH)
                || !request.version().equals(HttpVersion.HTTP_1_1)) {
            return null;
        }
        AtomicReference<@Nullable Channel> found = new AtomicReference<>();
        response.withConnection(connection -> found.set(connection.channel()));
        Channel channel = found.get();
        return channel == null || channel.pipeline().get(HttpServerCodec.class) == null
                ? null
                : new NettyUpgrade(channel, loops);
    }

    /**
     * Answers with status 101.
     *
     * @param headers of the answer
     * @return completes when the connection has ended
     */
    Mono<Void> become(LinkDoor door, Map<String, String> headers) {
        boolean framed = LinkWay.of(headers.get(WireHeaders.UPGRADE)) == LinkWay.WEBSOCKET;
        NettyLink link = new NettyLink(channel, door, framed);
        LinkLoops itsLoops = loops.get();
        return Mono.create(exchange -> {
            // At once: what the same read brings behind the request would be kept for after the answer.
            channel.pipeline()
                    .addAfter(channel.pipeline().context(HttpServerCodec.class).name(), NAME, link);
            channel.closeFuture().addListener(closed -> exchange.success());
            // Behind what reads the request, which is under way.
            channel.eventLoop().execute(() -> begin(link, headers, itsLoops));
        });
    }

    private void begin(NettyLink link, Map<String, String> headers, LinkLoops itsLoops) {
        link.begins();
        takeOver(channel.pipeline());
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), head.append("\r\n")))
                .addListener(sent -> {
                    if (sent.isSuccess()) {
                        itsLoops.take(channel, link::opened);
                    } else {
                        var unused = channel.close();
                    }
                });
        channel.config().setAutoRead(true);
    }

    private static void takeOver(ChannelPipeline pipeline) {
        Deque<ChannelHandler> speakHttp = new ArrayDeque<>();
        boolean isAbove = false;
        for (Map.Entry<String, ChannelHandler> each : pipeline.toMap().entrySet()) {
            isAbove |= each.getValue() instanceof HttpServerCodec;
            if (TIMERS.contains(each.getKey()) || (isAbove && !STAYING.contains(each.getKey()))) {
                speakHttp.push(each.getValue());
            }
        }
        // The last one first: what was read behind the request comes out of the codec when that goes, and is for the
        // link alone to see.
        speakHttp.forEach(pipeline::remove);
    }
}
