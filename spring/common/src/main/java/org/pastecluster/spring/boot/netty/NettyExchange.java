package org.pastecluster.spring.boot.netty;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.HttpRequestData;
import org.pastecluster.http.handler.Responder;
import org.pastecluster.http.link.LinkDoor;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Hands a request of reactor-netty to a node, and writes the answer whenever it comes. */
final class NettyExchange {

    private static final int OUT_OF_TIME = 408;
    private static final int FIRST_REFUSAL = 400;

    /** So long the body of a request that was refused is read. */
    private static final long THROWN_AWAY_SECONDS = 5;

    private static final byte[] NOT_STARTED =
            "{\"success\":false,\"state\":\"refused\",\"reason\":\"this node has not been started\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    private NettyExchange() {}

    /** The path of a URI as it was sent. */
    static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static @Nullable String query(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? null : uri.substring(query + 1);
    }

    /**
     * Answers a request. What the node does on the calling thread is to compute: a signature, and the reading of a body of limited size.
     *
     * @param serving who answers; null as long as there is no node
     */
    static Mono<Void> serve(
            HttpServerRequest request,
            HttpServerResponse response,
            @Nullable ClusterHttpHandler serving,
            Supplier<LinkLoops> loops) {
        if (serving == null) {
            response.status(503).header("content-type", "application/json; charset=utf-8");
            return write(request, response, NOT_STARTED);
        }
        CompletableFuture<HttpAnswer> answered = new CompletableFuture<>();
        NettyUpgrade upgrade = NettyUpgrade.of(request, response, loops);
        serving.handle(data(request), new Responder() {

            @Override
            public void respond(HttpAnswer answer) {
                answered.complete(answer);
            }

            @Override
            public boolean canUpgrade() {
                return upgrade != null;
            }
        });
        return Mono.fromFuture(answered).flatMap(answer -> {
            LinkDoor door = answer.link();
            return door == null || upgrade == null
                    ? write(request, response, answer)
                    : upgrade.become(door, answer.headers());
        });
    }

    private static HttpRequestData data(HttpServerRequest request) {
        return new HttpRequestData(
                request.method().name(),
                path(request.uri()),
                query(request.uri()),
                name -> request.requestHeaders().get(name),
                new NettyBody(request),
                address(request.remoteAddress()));
    }

    private static String address(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return "";
        }
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    private static Mono<Void> write(HttpServerRequest request, HttpServerResponse response, HttpAnswer answer) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.status() == OUT_OF_TIME) {
            // Of other bodies that nobody wants the rest is thrown away as it comes, for a while; this one may never
            // end.
            response.keepAlive(false);
        } else if (answer.status() >= FIRST_REFUSAL) {
            var unused = response.withConnection(NettyExchange::endLater);
        }
        return write(request, response, answer.body());
    }

    /** Closes the connection if the exchange is not over by then. */
    private static void endLater(Connection connection) {
        Channel channel = connection.channel();
        Runnable ends = () -> {
            var unused = channel.close();
        };
        ScheduledFuture<?> end = channel.eventLoop().schedule(ends, THROWN_AWAY_SECONDS, TimeUnit.SECONDS);
        var unused =
                connection.onTerminate().doFinally(over -> end.cancel(false)).subscribe();
    }

    private static Mono<Void> write(HttpServerRequest request, HttpServerResponse response, byte[] body) {
        response.header("content-length", Integer.toString(body.length));
        boolean isBare = body.length == 0 || request.method().name().equals("HEAD");
        return isBare
                ? response.send()
                : response.sendByteArray(Mono.just(body)).then();
    }
}
