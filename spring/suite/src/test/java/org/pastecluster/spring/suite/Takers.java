package org.pastecluster.spring.suite;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.spring.ClusterListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import reactor.core.publisher.Mono;

/** Methods of all kinds that take messages, in one application. */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class Takers {

    record Point(int x, int y) {}

    /** Whose bean is itself. */
    static class Plain {

        final BlockingQueue<Object> taken = new LinkedBlockingQueue<>();

        @SuppressWarnings("UnusedMethod")
        @ClusterListener(type = 0)
        private void withoutPayload() {
            taken.add("nothing");
        }

        @ClusterListener(type = 30)
        public void withEverything(ClusterMessage message, Point point, Member sender) {
            taken.add(List.of(message.type(), point, sender));
        }

        @ClusterListener(type = 31)
        public void bytes(byte[] body) {
            taken.add(body);
        }

        @ClusterListener(type = 32)
        public int sum(List<Point> points) {
            return points.stream().mapToInt(point -> point.x() + point.y()).sum();
        }

        @ClusterListener(type = 33)
        CompletionStage<List<Point>> later(Point point) {
            return CompletableFuture.supplyAsync(() -> List.of(point, point));
        }

        @ClusterListener(type = 34)
        Mono<Point> byReactor(Point point) {
            return Mono.just(new Point(point.y(), point.x()));
        }

        @ClusterListener(type = 35)
        static Message withHeader(String text) {
            return Message.text(36, text).with("kind", "own");
        }

        @ClusterListener(type = 37)
        String fails(String how) throws Exception {
            switch (how) {
                case "throws" -> throw new Exception("out of order");
                case "error" -> throw new AssertionError("broken");
                default -> {
                    return null;
                }
            }
        }

        @ClusterListener(type = 38)
        CompletionStage<Void> failsLater(String text) {
            return CompletableFuture.failedStage(new IllegalStateException("too late"));
        }
    }

    /** What its parameter is, a subclass says. */
    static class General<T> {

        volatile Object last;

        @ClusterListener(type = 40)
        String take(T payload) {
            last = payload;
            return "ok";
        }
    }

    static class Special extends General<Point> {}

    /** Whose bean is a proxy made of a subclass. */
    static class Asynchronous {

        @Async
        @ClusterListener(type = 41)
        CompletableFuture<String> thread(String text) {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }
    }

    interface Doing {
        CompletableFuture<String> thread();
    }

    /** Whose bean is a proxy of an interface. */
    static class ByInterface implements Doing {

        @Async
        @Override
        @ClusterListener(type = 42)
        public CompletableFuture<String> thread() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }
    }

    @Bean
    Plain plain() {
        return new Plain();
    }

    @Bean
    @Lazy
    Special special() {
        return new Special();
    }

    @Bean
    Asynchronous asynchronous() {
        return new Asynchronous();
    }

    @Bean
    Doing byInterface() {
        return new ByInterface();
    }
}
