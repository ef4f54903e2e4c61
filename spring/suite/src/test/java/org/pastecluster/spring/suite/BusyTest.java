package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Two applications all of whose request threads are busy for longer than any lease and any suspicion lasts. {@code -Dbusy.seconds=30}
 * makes it longer.
 */
@Tag("long")
@Tag("core")
@Tag("web")
@Tag("servlet")
@Tag("jdk")
class BusyTest {

    /** A lease is 3 s, a verdict 2.7 s. */
    private static final Duration BUSY = Duration.ofSeconds(Integer.getInteger("busy.seconds", 5));

    /** More than the threads that are left, so that there is no room for another one. */
    private static final int CLERKS = 32;

    private static final int LEAST_THREADS = 4;
    private static final int LARGE = 4 << 20;

    /** What the application does: it waits for something else. */
    @RestController
    static class Desk {

        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch taken = new CountDownLatch(LEAST_THREADS);

        @GetMapping("/work")
        String work() throws InterruptedException {
            taken.countDown();
            open.await();
            return "done";
        }

        @GetMapping("/other")
        String other() {
            return "done";
        }
    }

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class Working {

        @Bean
        Desk desk() {
            return new Desk();
        }

        /** The usual one takes a tenth of a second for each request. */
        @Bean
        PasswordEncoder plain() {
            return new PasswordEncoder() {

                @Override
                public String encode(CharSequence password) {
                    return password.toString();
                }

                @Override
                public boolean matches(CharSequence password, String encoded) {
                    return encoded.contentEquals(password);
                }
            };
        }

        @Bean
        static Requests requests() {
            return new Requests();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void while_no_request_thread_is_free_leadership_stays_messages_flow_and_nobody_is_accused() throws Exception {
        String[] fewThreads = {"server.tomcat.threads.max=4", "server.jetty.threads.max=8", "server.jetty.threads.min=8"};
        try (ConfigurableApplicationContext first = App.start(List.of(Working.class), fewThreads);
                ConfigurableApplicationContext second =
                        App.start(List.of(Working.class), with(fewThreads, "pastecluster.nodes=" + App.url(first)))) {
            List<ConfigurableApplicationContext> both = List.of(first, second);
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

            List<CompletableFuture<HttpResponse<String>>> clerks = new ArrayList<>();
            for (ConfigurableApplicationContext each : both) {
                IntStream.range(0, CLERKS).forEach(i -> clerks.add(get(each, "/work")));
                assertThat(each.getBean(Desk.class).taken.await(60, TimeUnit.SECONDS)).isTrue();
            }
            List<CompletableFuture<HttpResponse<String>>> others =
                    both.stream().map(each -> get(each, "/other")).toList();
            var noted = List.of(one.history(), two.history());
            var views = List.of(one.view(), two.view());

            List<Delivery> deliveries = talk(one, two);

            assertThat(others).as("a request that finds a free thread").noneMatch(CompletableFuture::isDone);
            assertThat(List.of(one.history(), two.history())).isEqualTo(noted);
            assertThat(List.of(one.view(), two.view())).isEqualTo(views);
            assertThat(deliveries).allMatch(Delivery::isDelivered);
            assertThat(large).hasPositiveValue();

            both.forEach(each -> each.getBean(Desk.class).open.countDown());
            clerks.addAll(others);
            for (CompletableFuture<HttpResponse<String>> each : clerks) {
                assertThat(Waiting.until(each).body()).isEqualTo("done");
            }
        }
    }

    /** Each sends to the other all the time, and all has arrived at the end. */
    static List<Delivery> talk(Cluster one, Cluster two) throws Exception {
        Queue<CompletionStage<Delivery>> sent = new ConcurrentLinkedQueue<>();
        Message small = Message.text(20, "a");
        Message large = Message.bytes(21, new byte[LARGE]);
        ScheduledExecutorService speaking = Executors.newSingleThreadScheduledExecutor();
        try {
            for (Cluster each : List.of(one, two)) {
                var unused = speaking.scheduleAtFixedRate(
                        () -> sent.add(each.messages().send(Target.others(), small)), 0, 20, TimeUnit.MILLISECONDS);
                var unusedToo = speaking.scheduleAtFixedRate(
                        () -> sent.add(each.messages().send(Target.others(), large)), 0, 1, TimeUnit.SECONDS);
            }
            Waiting.until(new CompletableFuture<Void>().completeOnTimeout(null, BUSY.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            speaking.shutdownNow();
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (CompletionStage<Delivery> each : sent) {
            deliveries.add(Waiting.until(each));
        }
        return deliveries;
    }

    private CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext context, String path) {
        String user = Base64.getEncoder().encodeToString("user:of-the-suite".getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(App.url(context) + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Basic " + user)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String[] with(String[] properties, String another) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add(another);
        return all.toArray(String[]::new);
    }
}
