package org.pastecluster.spring.boot.netty;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Serves the cluster's paths ahead of everything in a WebFlux application: it puts itself around the one handler of the web server. A
 * filter would stand behind what reads forwarded headers, which may give a request any path.
 *
 * <p>It takes a request only if its URI, as it was sent, is one of the cluster's byte by byte: base path of the application, base path,
 * word. A path that is spelled in any other way, with {@code ;x}, a double slash, an escaped letter, or with a host before it, is left
 * to the application. So a rule of its filters, or of a proxy, holds for every spelling that reaches it.
 *
 * <p>Thread-safe. Never blocks the thread that brings a request.
 */
public final class NettyPaths implements BeanPostProcessor, Ordered {

    private final Supplier<@Nullable ClusterHttpHandler> node;
    private final Supplier<String> prefix;
    private final Supplier<LinkLoops> loops;

    /**
     * @param node gives who answers, at each request; null while there is nobody, which is answered with status 503
     * @param prefix gives what stands before the words of the cluster's paths, without the last slash; asked when the web server is made
     * @param loops gives what links are written by; asked with the first link
     */
    public NettyPaths(Supplier<@Nullable ClusterHttpHandler> node, Supplier<String> prefix, Supplier<LinkLoops> loops) {
        this.node = Objects.requireNonNull(node, "node");
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        this.loops = Objects.requireNonNull(loops, "loops");
    }

    /** Behind others that wrap a handler, so that it is around them all. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HttpHandler application ? new Door(application) : bean;
    }

    /** Around the application. */
    private final class Door implements HttpHandler {

        private final HttpHandler application;
        private final Set<String> served;

        Door(HttpHandler application) {
            this.application = application;
            String before = prefix.get() + "/";
            this.served = ClusterHttpHandler.paths().stream()
                    .map(path -> before + path)
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
            HttpServerRequest asked = asSent(request);
            if (asked == null || !served.contains(NettyExchange.path(asked.uri()))) {
                return application.handle(request, response);
            }
            HttpServerResponse answer = ServerHttpResponseDecorator.getNativeResponse(response);
            return Mono.defer(() -> NettyExchange.serve(asked, answer, node.get(), loops));
        }
    }

    /** Null for a request of another web server, or of none, as in tests. */
    private static @Nullable HttpServerRequest asSent(ServerHttpRequest request) {
        try {
            Object sent = ServerHttpRequestDecorator.getNativeRequest(request);
            return sent instanceof HttpServerRequest asked ? asked : null;
        } catch (IllegalArgumentException | IllegalStateException mocked) {
            return null;
        }
    }
}
