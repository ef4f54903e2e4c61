package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.TimeSource;

/** A node that dials, and others that accept its links and do with them what they like. */
@Tag("jdk")
class LinkDiallingTest {

    /** With a token frames travel as they are, so that a test can write some by hand. */
    private static final HttpSettings SETTINGS = HttpSettings.builder()
            .secret("a-secret-of-some-length")
            .auth(AuthMode.TOKEN)
            .build();

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final LinkParty dialling = new LinkParty();
    private final LinkParty accepting = new LinkParty();
    private final HttpTransport dialler = new HttpTransport(
            SETTINGS,
            0x1111,
            TimeSource.system(),
            new LinkTimes(LONG, LONG, LONG, SHORT, Duration.ofMillis(100), LONG, SHORT));
    private final HttpTransport acceptor = new HttpTransport(SETTINGS, 0x2222, TimeSource.system());
    private LinkAcceptor server;

    @BeforeEach
    void start() throws Exception {
        server = new LinkAcceptor(acceptor.handler(), LinkWay.UPGRADE);
        acceptor.start(accepting);
        dialler.self("http://127.0.0.1:9");
        dialler.start(dialling);
    }

    @AfterEach
    void close() throws Exception {
        dialler.close();
        acceptor.close();
        server.close();
    }

    private void keepLink() {
        keepLinkWith(0x2222);
    }

    private void keepLinkWith(long incarnation) {
        dialler.keepLinks(List.of(new Member(new NodeAddress(server.host(), 0, 0, ""), incarnation)));
    }

    private LinkAcceptor.Accepted awaitAccepted() throws InterruptedException {
        LinkAcceptor.Accepted accepted = server.accepted.poll(60, TimeUnit.SECONDS);
        assertThat(accepted).isNotNull();
        return accepted;
    }

    /** A batch of session 5 with one item. */
    private static byte[] goodFrame(int sequence) {
        return new byte[] {0, 0, 0, 6, 1, 5, 2, 3, 2, (byte) sequence};
    }

    @Test
    void frames_arrive_from_the_first_byte_behind_the_handshake_on() throws Exception {
        keepLink();
        LinkAcceptor.Accepted link = awaitAccepted();
        link.send(goodFrame(4));
        for (byte one : goodFrame(7)) {
            link.send(new byte[] {one});
        }

        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS))
                .isEqualTo(new Batch(5, 1, List.of(new Item.Floor(2, 4))));
        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS))
                .isEqualTo(new Batch(5, 1, List.of(new Item.Floor(2, 7))));
        link.socket().close();
        assertThat(dialling.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(server.host());
        awaitAccepted().send(goodFrame(1));
        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void garbage_ends_the_link_without_evidence_against_anybody_and_nothing_behind_it_counts() throws Exception {
        keepLink();
        for (byte[] garbage : List.of(
                new byte[] {0, 0, 0, 2, 1, -1, 0, 0, 0, 6, 1, 5, 2, 3, 2, 4},
                "HTTP/1.1 200 OK\r\n\r\nhello".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, 0, 0, 1, 99},
                new byte[] {0, 0, 0, 10, 1, 5, 2, 3, 2, 4, 0x77, 3, 2, 4})) {
            LinkAcceptor.Accepted link = awaitAccepted();
            link.send(garbage);
            assertThat(link.socket().getInputStream().read()).isEqualTo(-1);
        }
        awaitAccepted();
        assertThat(dialling.arrivals).isEmpty();
        assertThat(dialling.closedByPeer).isEmpty();
        assertThat(dialling.noticed).hasSize(4).allMatch(line -> line.startsWith(server.host() + ": What came on the"));
    }

    @Test
    void a_connection_that_ends_before_its_first_byte_was_no_link() throws Exception {
        keepLink();
        awaitAccepted().socket().close();

        assertThat(server.accepted.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(dialling.closedByPeer).isEmpty();
    }

    @Test
    void a_web_server_that_cannot_upgrade_is_not_asked_again_soon() throws Exception {
        server.close();
        server = new LinkAcceptor(acceptor.handler());
        keepLink();

        assertThat(server.statuses.poll(60, TimeUnit.SECONDS)).isEqualTo(501);
        assertThat(server.statuses.poll(60, TimeUnit.SECONDS))
                .as("for a WebSocket")
                .isEqualTo(501);
        assertThat(server.statuses.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    /** A frame of a link as a binary message. */
    private static byte[] message(byte[] frame) {
        byte[] message = new byte[2 + frame.length];
        message[0] = (byte) 0x82;
        message[1] = (byte) frame.length;
        System.arraycopy(frame, 0, message, 2, frame.length);
        return message;
    }

    private void assertArrives(int sequence) throws InterruptedException {
        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS))
                .isEqualTo(new Batch(5, 1, List.of(new Item.Floor(2, sequence))));
    }

    @Test
    void where_only_web_sockets_pass_the_link_is_one_and_the_way_is_remembered() throws Exception {
        server.close();
        server = new LinkAcceptor(acceptor.handler(), LinkWay.WEBSOCKET);
        keepLink();
        LinkAcceptor.Accepted link = awaitAccepted();
        link.send(message(goodFrame(4)));
        for (byte one : message(goodFrame(7))) {
            link.send(new byte[] {one});
        }
        assertArrives(4);
        assertArrives(7);
        assertThat(server.statuses).containsExactly(501, 101);

        link.socket().close();

        assertThat(dialling.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(server.host());
        link = awaitAccepted();
        link.send(message(goodFrame(8)));
        assertArrives(8);
        assertThat(server.statuses).containsExactly(501, 101, 101);

        dialler.keepLinks(List.of());
        assertThat(link.socket().getInputStream().read()).isEqualTo(-1);
        keepLink();
        awaitAccepted().send(message(goodFrame(9)));
        assertArrives(9);
        assertThat(server.statuses).containsExactly(501, 101, 101, 101);
        assertThat(dialling.closedByPeer).isEmpty();
    }

    @Test
    void a_web_server_that_lets_go_of_what_it_upgrades_is_asked_for_a_web_socket() throws Exception {
        server.close();
        server = new LinkAcceptor(acceptor.handler(), LinkWay.UPGRADE, LinkWay.WEBSOCKET);
        keepLink();
        awaitAccepted().socket().close();

        awaitAccepted().send(message(goodFrame(4)));

        assertArrives(4);
        assertThat(dialling.closedByPeer).isEmpty();
    }

    @Test
    void a_web_socket_whose_server_says_farewell_was_closed_by_it() throws Exception {
        server.close();
        server = new LinkAcceptor(acceptor.handler(), LinkWay.WEBSOCKET);
        keepLink();
        LinkAcceptor.Accepted link = awaitAccepted();
        link.send(message(goodFrame(4)));

        link.send(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe9});

        assertThat(dialling.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(server.host());
        byte[] farewell = link.socket().getInputStream().readAllBytes();
        assertThat(farewell).hasSize(6).startsWith(0x88, 0x80);
        assertArrives(4);
    }

    @Test
    void what_is_no_web_socket_ends_the_link_without_evidence_against_anybody() throws Exception {
        server.close();
        server = new LinkAcceptor(acceptor.handler(), LinkWay.WEBSOCKET);
        keepLink();
        for (byte[] garbage : List.of(
                new byte[] {(byte) 0x81, 2, 'h', 'i'},
                new byte[] {(byte) 0x82, (byte) 0x80, 0, 0, 0, 0},
                "HTTP/1.1 200 OK".getBytes(StandardCharsets.UTF_8))) {
            LinkAcceptor.Accepted link = awaitAccepted();
            link.send(message(goodFrame(4)));
            link.send(garbage);
            assertThat(link.socket().getInputStream().read()).isEqualTo(-1);
            assertArrives(4);
        }
        awaitAccepted();
        assertThat(dialling.closedByPeer).isEmpty();
    }

    @Test
    void a_node_that_is_starting_is_dialled_until_it_does() throws Exception {
        HttpTransport later = new HttpTransport(SETTINGS, 0x3333, TimeSource.system());
        server.close();
        server = new LinkAcceptor(later.handler(), LinkWay.UPGRADE);
        keepLinkWith(0x3333);
        assertThat(server.statuses.poll(60, TimeUnit.SECONDS)).isEqualTo(503);
        later.start(accepting);
        LinkAcceptor.Accepted link = awaitAccepted();
        open(link);
        assertThat(accepting.opened.poll(60, TimeUnit.SECONDS).incarnation()).isEqualTo(0x1111);
        later.close();
    }

    private static void open(LinkAcceptor.Accepted link) {
        Runnable end = link.door().opened(new LinkOutput() {
            @Override
            public void write(byte[] buffer, int from, int length) throws IOException {
                link.out().write(buffer, from, length);
            }

            @Override
            public void close() {
                try {
                    link.socket().close();
                } catch (IOException alreadyClosed) {
                    assertThat(alreadyClosed).isNotNull();
                }
            }
        });
        assertThat(end).isNotNull();
    }
}
