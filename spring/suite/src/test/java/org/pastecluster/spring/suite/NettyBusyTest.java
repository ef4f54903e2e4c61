package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Two WebFlux applications that do what they must not: they block all event loops of their web servers, which they share, and all threads that
 * Reactor has for what blocks. {@code -Dbusy.seconds=30} makes it longer.
 */
@Tag("long")
@Tag("netty")
class NettyBusyTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int LOOPS = Integer.getInteger("reactor.netty.ioWorkerCount", Math.max(PROCESSORS, 4));
    private static final int ELASTIC = Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;

    /** Several for each loop: connections are dealt out in turn, those of the nodes among them. */
    private static final int CLERKS = 4 * LOOPS;

    private static final CountDownLatch OPEN = new CountDownLatch(1);
    private static final CountDownLatch ELASTIC_TAKEN = new CountDownLatch(ELASTIC);
    private static final Set<Thread> TAKEN = ConcurrentHashMap.newKeySet();
    private static final CompletableFuture<Void> LOOPS_TAKEN = new CompletableFuture<>();

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class Working {

        @Bean
        static Requests requests() {
            return new Requests();
        }

        /** Ahead of Spring Security, which would leave the event loop to compare a password. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter desk() {
            return (exchange, chain) -> switch (exchange.getRequest().getPath().value()) {
                case "/work" -> {
                    block();
                    yield Mono.fromRunnable(() -> exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT));
                }
                case "/other" -> Mono.fromRunnable(() -> exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT));
                default -> chain.filter(exchange);
            };
        }

        private static void block() {
            TAKEN.add(Thread.currentThread());
            if (TAKEN.size() == LOOPS) {
                LOOPS_TAKEN.complete(null);
            }
            await();
        }
    }

    private static void await() {
        try {
            assertThat(OPEN.await(10, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void while_no_event_loop_is_free_leadership_stays_messages_flow_and_nobody_is_accused() throws Exception {
        try (ConfigurableApplicationContext first = App.start(List.of(Working.class));
                ConfigurableApplicationContext second =
                        App.start(List.of(Working.class), "pastecluster.nodes=" + App.url(first))) {
            Cluster one = first.getBean(Cluster.class);
            Cluster two = second.getBean(Cluster.class);
            AtomicInteger large = new AtomicInteger();
            for (Cluster each : List.of(one, two)) {
                Waiting.until(Waiting.viewOfTwo(each));
                var unused = each.messages().on(20, message -> {});
                var unusedToo = each.messages().on(21, message -> large.incrementAndGet());
            }
            Waiting.onLinks(two, first.getBean(Requests.class));
            Waiting.onLinks(one, second.getBean(Requests.class));
            List<Socket> clerks = new ArrayList<>();
            try {
                for (int i = 0; i < CLERKS; i++) {
                    clerks.add(open(App.port(first)));
                }
                for (Socket each : clerks) {
                    ask(each, "/work");
                }
                for (int i = 0; i < ELASTIC; i++) {
                    Schedulers.boundedElastic().schedule(() -> {
                        ELASTIC_TAKEN.countDown();
                        await();
                    });
                }
                Waiting.until(LOOPS_TAKEN);
                assertThat(ELASTIC_TAKEN.await(60, TimeUnit.SECONDS)).isTrue();
                CompletableFuture<Integer> other = HttpClient.newHttpClient()
                        .sendAsync(
                                HttpRequest.newBuilder(URI.create(App.url(second) + "/other")).build(),
                                HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode);
                var noted = List.of(one.history(), two.history());
                var views = List.of(one.view(), two.view());

                var deliveries = BusyTest.talk(one, two);

                assertThat(other).as("a request that finds a free event loop").isNotDone();
                assertThat(List.of(one.history(), two.history())).isEqualTo(noted);
                assertThat(List.of(one.view(), two.view())).isEqualTo(views);
                assertThat(deliveries).allMatch(delivery -> delivery.isDelivered());
                assertThat(large).hasPositiveValue();

                OPEN.countDown();
                assertThat(Waiting.until(other)).isEqualTo(204);
            } finally {
                OPEN.countDown();
                for (Socket each : clerks) {
                    each.close();
                }
            }
        }
    }

    /** A connection that an event loop has taken, as its first answer shows. */
    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        ask(socket, "/other");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
}
