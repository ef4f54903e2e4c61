package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.server.tomcat.EmbeddedTomcat;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.spi.Link;

/** A node without a proxy, and one that is reached through an nginx only: which way links between them take. */
class LinkProxiesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private LinkNode open;
    private LinkNode behind;
    private SeenUpgrades passed;

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private void start(String location) throws Exception {
        Optional<Path> nginx = NginxProxy.program();
        assumeTrue(nginx.isPresent(), "nginx is not installed");
        int front = LinksTest.freePort();
        int back = LinksTest.freePort();
        open = LinkNode.served(LinksTest.freePort(), 0x1111, toClose);
        behind = new LinkNode("http://127.0.0.1:" + front, 0x2222);
        toClose.add(0, behind);
        passed = new SeenUpgrades(new ClusterServlet(behind.transport.handler()));
        toClose.add(0, EmbeddedTomcat.start(InetAddress.getLoopbackAddress(), back, passed));
        toClose.add(0, NginxProxy.start(nginx.orElseThrow(), folder, front, back, location));
        open.keepLinksWith(behind);
        behind.keepLinksWith(open);
        open.awaitOpened();
    }

    private void exchange() throws Exception {
        Link toOpen = behind.awaitOpened();
        for (int i = 1; i <= 200; i++) {
            Batch batch = new Batch(i, 0, List.of(LinksTest.message(i, 60_000), LinksTest.message(i + 1, 100)));
            behind.toSend.add(batch);
            toOpen.wake();
            assertThat(open.awaitArrival().batch()).isEqualTo(batch);
            assertThat(open.call(behind.self, new Request.Heartbeat(), LONG)
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());
        }
        assertThat(behind.closed).isEmpty();
    }

    @Test
    void one_that_is_set_to_pass_upgrades_passes_our_own() throws Exception {
        start("proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;");

        exchange();

        assertThat(passed.seen).containsOnly("pastecluster/1");
    }

    @Test
    void through_one_that_passes_web_sockets_alone_links_are_web_sockets() throws Exception {
        start("proxy_set_header Upgrade $only_websocket; proxy_set_header Connection $connection_upgrade;");

        exchange();

        assertThat(passed.seen).containsOnly("websocket");
    }

    @Test
    void through_one_that_passes_no_upgrades_requests_go() throws Exception {
        start("");

        assertThat(open.call(behind.self, new Request.Heartbeat(), LONG)
                        .get(60, TimeUnit.SECONDS)
                        .body())
                .isEqualTo(new Reply.Ack());
        assertThat(passed.seen).isEmpty();
        assertThat(behind.opened).isEmpty();
    }
}
