package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.bootstrap.HttpTransport;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Body;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.server.tomcat.EmbeddedTomcat;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/** A transport in a web server, with a double of a node behind it that sends what it is given and keeps what it gets. */
final class LinkNode implements AutoCloseable, Transport.Receiver, LinkHandler {

    static final String SECRET = "a-secret-of-the-links'-tests";

    /** A batch that came in. */
    record Arrival(String host, long incarnation, Batch batch) {}

    final Member self;
    final HttpTransport transport;
    final BlockingQueue<Link> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Link> closed = new LinkedBlockingQueue<>();
    final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closedByPeer = new LinkedBlockingQueue<>();
    final BlockingQueue<Frame> requests = new LinkedBlockingQueue<>();
    final Queue<Batch> toSend = new ConcurrentLinkedQueue<>();
    final AtomicLong sent = new AtomicLong();
    volatile BiFunction<Frame, Transport.Answer, Boolean> answers = (request, answer) -> {
        answer.answer(reply(request, new Reply.Ack()));
        return true;
    };
    /** Takes batches instead of the queue. */
    volatile Consumer<Batch> takes;

    volatile BiFunction<Link, Integer, Batch> next = (link, bytes) -> toSend.poll();

    LinkNode(String host, long incarnation) {
        this(host, incarnation, HttpSettings.builder().secret(SECRET).build(), LinkTimes.DEFAULT);
    }

    LinkNode(String host, long incarnation, HttpSettings settings, LinkTimes times) {
        self = new Member(new NodeAddress(host, 0, 0, ""), incarnation);
        transport = new HttpTransport(settings, incarnation, TimeSource.system(), times);
        transport.self(host);
        transport.start(this);
    }

    /** A node in the web server of this module. */
    static LinkNode served(int port, long incarnation, List<AutoCloseable> toClose) throws Exception {
        LinkNode node = new LinkNode("http://127.0.0.1:" + port, incarnation);
        EmbeddedTomcat tomcat = EmbeddedTomcat.start(
                InetAddress.getLoopbackAddress(), port, new ClusterServlet(node.transport.handler()));
        toClose.add(0, tomcat);
        toClose.add(0, node);
        return node;
    }

    void keepLinksWith(LinkNode... others) {
        transport.keepLinks(List.of(others).stream().map(other -> other.self).toList());
    }

    Link awaitOpened() throws InterruptedException {
        return some(opened.poll(60, TimeUnit.SECONDS), "no link was opened");
    }

    Link awaitClosed() throws InterruptedException {
        return some(closed.poll(60, TimeUnit.SECONDS), "no link was closed");
    }

    Arrival awaitArrival() throws InterruptedException {
        return some(arrivals.poll(60, TimeUnit.SECONDS), "nothing arrived");
    }

    static <T> T some(T value, String otherwise) {
        if (value == null) {
            throw new AssertionError(otherwise);
        }
        return value;
    }

    Frame frame(Member to, Body body) {
        return new Frame(new Envelope(self, to.incarnation(), 7, 7, System.nanoTime(), 0, null, ViewId.NONE), body);
    }

    Frame reply(Frame request, Body body) {
        return frame(request.envelope().from(), body);
    }

    /** Fails with the failure's name. */
    CompletableFuture<Frame> call(Member to, Body body, Duration timeout) {
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        transport.call(to.host(), frame(to, body), timeout, new Transport.Outcome() {
            @Override
            public void replied(Frame reply) {
                answer.complete(reply);
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                answer.completeExceptionally(new IllegalStateException(failure + ": " + detail));
            }
        });
        return answer;
    }

    @Override
    public boolean receive(Frame request, Transport.Answer answer) {
        requests.add(request);
        return answers.apply(request, answer);
    }

    @Override
    public boolean deliver(ClusterMessage message) {
        return false;
    }

    @Override
    public void closed(String host) {
        closedByPeer.add(host);
    }

    @Override
    public LinkHandler links() {
        return this;
    }

    @Override
    public void opened(Link link) {
        opened.add(link);
    }

    @Override
    public void closed(Link link) {
        closed.add(link);
    }

    @Override
    public Batch next(Link link, int bytes) {
        return next.apply(link, bytes);
    }

    @Override
    public void arrived(String host, long incarnation, Batch batch) {
        Consumer<Batch> other = takes;
        if (other == null) {
            arrivals.add(new Arrival(host, incarnation, batch));
        } else {
            other.accept(batch);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Both send each other as many batches, with a message so long in each, and call each other in between. */
    static void exchange(LinkNode one, Link toTwo, LinkNode two, Link toOne, int times, int bytes) throws Exception {
        for (int i = 1; i <= times; i++) {
            Batch batch = new Batch(i, 0, List.of(LinksTest.message(i, bytes), LinksTest.message(i + 1, 100)));
            one.toSend.add(batch);
            two.toSend.add(batch);
            toTwo.wake();
            toOne.wake();
            assertThat(two.awaitArrival().batch()).isEqualTo(batch);
            assertThat(one.awaitArrival().batch()).isEqualTo(batch);
            assertThat(one.call(two.self, new Request.Heartbeat(), Duration.ofSeconds(60))
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());
        }
    }
}
