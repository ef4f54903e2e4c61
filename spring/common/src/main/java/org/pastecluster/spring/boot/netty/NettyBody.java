package org.pastecluster.spring.boot.netty;

import org.pastecluster.http.handler.BodySink;
import org.pastecluster.http.handler.BodySource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.http.server.HttpServerRequest;

/** Hands over a body as it arrives, a piece at a time; what nobody wants is left to the web server to throw away. */
final class NettyBody implements BodySource {

    private final HttpServerRequest request;

    NettyBody(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public void readInto(BodySink sink) {
        request.receive().asByteArray().subscribe(new Pieces(sink));
    }

    private static final class Pieces extends BaseSubscriber<byte[]> {

        private final BodySink sink;

        Pieces(BodySink sink) {
            this.sink = sink;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(byte[] piece) {
            if (sink.take(piece, piece.length)) {
                request(1);
            } else {
                cancel();
            }
        }

        @Override
        protected void hookOnComplete() {
            sink.end();
        }

        @Override
        protected void hookOnError(Throwable broken) {
            sink.broken();
        }
    }
}
