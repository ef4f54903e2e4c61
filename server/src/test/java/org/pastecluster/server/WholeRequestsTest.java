package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.server.tomcat.EmbeddedTomcat;
import org.pastecluster.servlet.ClusterServlet;

class WholeRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void a_body_that_comes_with_its_head_is_judged_before_the_thread_does_anything_else() throws Exception {
        int port = LinksTest.freePort();
        BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
        try (LinkNode node = new LinkNode("http://127.0.0.1:" + port, 0x1111);
                LinkNode peer = new LinkNode("http://127.0.0.1:" + LinksTest.freePort(), 0x2222);
                EmbeddedTomcat tomcat = EmbeddedTomcat.start(
                        InetAddress.getLoopbackAddress(),
                        port,
                        new Counting(new ClusterServlet(node.transport.handler()), node, taken))) {
            assertThat(tomcat.port()).isEqualTo(port);

            assertThat(peer.call(node.self, new Request.Heartbeat(), LONG)
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());

            assertThat(taken.poll(60, TimeUnit.SECONDS))
                    .as("after the challenge")
                    .isZero();
            assertThat(taken.poll(60, TimeUnit.SECONDS)).as("after the request").isEqualTo(1);
        }
    }

    @Test
    void a_first_contact_that_is_challenged_before_its_long_body_is_there_arrives_all_the_same() throws Exception {
        int port = LinksTest.freePort();
        List<AutoCloseable> toClose = new ArrayList<>();
        try {
            LinkNode node = LinkNode.served(port, 0x1111, toClose);
            for (int i = 0; i < 10; i++) {
                LinkNode peer = new LinkNode("http://127.0.0.1:" + LinksTest.freePort(), 0x2222 + i);
                toClose.add(0, peer);

                assertThat(peer.call(node.self, publishing(6_000), LONG)
                                .get(60, TimeUnit.SECONDS)
                                .body())
                        .isEqualTo(new Reply.Ack());
            }
            assertThat(node.requests).hasSize(10);
        } finally {
            for (AutoCloseable each : toClose) {
                each.close();
            }
        }
    }

    private static Request publishing(int members) {
        List<Member> all = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            all.add(new Member(NodeAddress.of("http://a-host-whose-name-is-not-short-" + i + ":8080"), i));
        }
        LeaderRef leader = new LeaderRef(all.get(0), 7);
        return new Request.Publish(new ViewUpdate(leader, ViewId.NONE, 1, all, List.of(), null, List.of()));
    }

    /** Notes how many requests have reached the node whenever a request's thread is done. */
    private static final class Counting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final ClusterServlet servlet;
        private final transient LinkNode node;
        private final transient BlockingQueue<Integer> taken;

        private Counting(ClusterServlet servlet, LinkNode node, BlockingQueue<Integer> taken) {
            this.servlet = servlet;
            this.node = node;
            this.taken = taken;
        }

        @Override
        public void init(ServletConfig config) throws ServletException {
            servlet.init(config);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            servlet.service(request, (jakarta.servlet.ServletResponse) response);
            taken.add(node.requests.size());
        }
    }
}
