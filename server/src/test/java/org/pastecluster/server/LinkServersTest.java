package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.spi.Link;

/** Links over web servers that others set up, and in other modes. */
@Tag("jdk")
class LinkServersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private interface Starting {
        Tomcat start(int port, LinkNode node) throws Exception;
    }

    private LinkNode node(String scheme, long incarnation, HttpSettings settings, LinkTimes times, Starting server)
            throws Exception {
        int port = LinksTest.freePort();
        LinkNode node = new LinkNode(scheme + "://127.0.0.1:" + port, incarnation, settings, times);
        Tomcat tomcat = server.start(port, node);
        toClose.add(0, () -> LinkServers.close(tomcat));
        toClose.add(0, node);
        return node;
    }

    @Test
    void links_work_over_tls() throws Exception {
        Path keys = LinkServers.keys(folder);
        HttpSettings settings = HttpSettings.builder()
                .secret(LinkNode.SECRET)
                .sslContext(LinkServers.trusting(keys))
                .build();
        LinkNode one = node(
                "https",
                0x1111,
                settings,
                LinkTimes.DEFAULT,
                (port, node) -> LinkServers.secure(folder, keys, port, node));
        LinkNode two = node(
                "https",
                0x2222,
                settings,
                LinkTimes.DEFAULT,
                (port, node) -> LinkServers.secure(folder, keys, port, node));
        one.keepLinksWith(two);
        two.keepLinksWith(one);
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();

        LinkNode.exchange(one, toTwo, two, toOne, 100, 60_000);

        one.transport.keepLinks(List.of());
        assertThat(two.awaitClosed()).isSameAs(toOne);
    }

    @Test
    void links_work_with_a_token_and_show_which_process_is_meant() throws Exception {
        HttpSettings settings = HttpSettings.builder()
                .secret(LinkNode.SECRET)
                .auth(AuthMode.TOKEN)
                .build();
        Starting plain = (port, node) -> LinkServers.plain(folder, port, 10, node);
        LinkNode one = node("http", 0x1111, settings, LinkTimes.DEFAULT, plain);
        LinkNode two = node("http", 0x2222, settings, LinkTimes.DEFAULT, plain);
        one.keepLinksWith(two);
        two.keepLinksWith(one);

        LinkNode.exchange(one, one.awaitOpened(), two, two.awaitOpened(), 3, 60_000);
    }

    @Test
    void links_go_on_while_all_threads_of_the_web_server_are_busy() throws Exception {
        HttpSettings settings = HttpSettings.builder().secret(LinkNode.SECRET).build();
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        LinkNode one = node("http", 0x1111, settings, LinkTimes.DEFAULT, (port, node) -> {
            Tomcat tomcat = LinkServers.plain(folder, port, 4, node);
            LinkServers.addBlocking(tomcat, begun, release);
            return tomcat;
        });
        LinkNode two = node(
                "http", 0x2222, settings, LinkTimes.DEFAULT, (port, node) -> LinkServers.plain(folder, port, 4, node));
        one.keepLinksWith(two);
        two.keepLinksWith(one);
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();
        LinkNode.exchange(one, toTwo, two, toOne, 1, 60_000);
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 4; i++) {
            var unused = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(one.self.host() + "/block"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        LinkNode.exchange(one, toTwo, two, toOne, 200, 60_000);

        release.countDown();
        assertThat(one.closed).isEmpty();
        assertThat(two.closed).isEmpty();
    }

    @Test
    void an_idle_link_is_kept_and_one_that_is_silent_is_dialled_anew() throws Exception {
        Duration look = Duration.ofMillis(50);
        LinkTimes quick = new LinkTimes(
                Duration.ofMillis(200), Duration.ofMillis(1500), LONG, look, Duration.ofSeconds(1), LONG, look);
        LinkTimes mute = new LinkTimes(LONG, LONG, LONG, look, Duration.ofSeconds(1), LONG, look);
        HttpSettings settings = HttpSettings.builder().secret(LinkNode.SECRET).build();
        Starting plain = (port, node) -> LinkServers.plain(folder, port, 4, node);
        LinkNode lively = node("http", 0x1111, settings, quick, plain);
        LinkNode silent = node("http", 0x2222, settings, mute, plain);
        silent.keepLinksWith(lively);
        Link wayOut = lively.awaitOpened();
        lively.keepLinksWith(silent);
        Link first = silent.awaitOpened();

        assertThat(silent.awaitClosed()).isSameAs(first);
        assertThat(silent.awaitOpened()).isNotSameAs(first);
        assertThat(silent.awaitClosed()).isNotSameAs(first);

        assertThat(lively.awaitClosed())
                .as("who hears nothing of a node writes to it another way")
                .isSameAs(wayOut);
        assertThat(wayOut.incarnation()).isEqualTo(0x2222);
        assertThat(lively.closedByPeer).isEmpty();
    }
}
