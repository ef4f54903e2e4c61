package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.spi.Link;

/** Who may have a link, and what one that misbehaves can do. */
class LinkStrangersTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long STRANGER = 0x5555;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private LinkNode node;
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = LinksTest.freePort();
        node = LinkNode.served(port, 0x1111, toClose);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private LinkStranger stranger() throws Exception {
        LinkStranger stranger = new LinkStranger(port);
        toClose.add(0, stranger);
        return stranger;
    }

    @Test
    void who_never_reads_and_then_says_something_holds_no_thread_of_the_web_server() throws Exception {
        node.next = (link, bytes) -> new Batch(1, 1, List.of(LinksTest.message(1, 60_000)));
        for (int i = 0; i < 40; i++) {
            LinkStranger stranger = linked(STRANGER + i);
            Link link = node.awaitOpened();
            link.wake();
            stranger.send(new byte[] {1});
            assertThat(node.awaitClosed()).isSameAs(link);
        }
        node.next = (link, bytes) -> node.toSend.poll();
        for (int i = 0; i < 40; i++) {
            assertThat(stranger().ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1)))
                    .isEqualTo(401);
        }
    }

    private LinkStranger linked(long incarnation) throws Exception {
        LinkStranger stranger = LinkStranger.linked(port, incarnation);
        toClose.add(0, stranger);
        return stranger;
    }

    /** Another node with links both ways, to see that nothing befalls it. */
    private LinkNode bystander() throws Exception {
        LinkNode other = LinkNode.served(LinksTest.freePort(), 0x2222, toClose);
        other.keepLinksWith(node);
        node.keepLinksWith(other);
        return other;
    }

    @Test
    void a_wrong_secret_is_turned_away_and_the_connection_is_closed() throws Exception {
        LinkStranger stranger = stranger();
        assertThat(stranger.ask(LinkStranger.request("another-secret-of-the-tests", STRANGER, 0, 0, 1)))
                .isEqualTo(403);
        stranger.awaitEnd();
        assertThat(node.opened).isEmpty();
    }

    @Test
    void a_handshake_opens_one_link_and_is_worthless_when_it_is_sent_again() throws Exception {
        LinkStranger first = stranger();
        assertThat(first.ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1)))
                .isEqualTo(401);
        String handshake = first.answerTo(STRANGER);
        assertThat(first.ask(handshake)).isEqualTo(101);
        assertThat(first.header("upgrade")).isEqualTo("pastecluster/1");
        Link link = node.awaitOpened();
        assertThat(link.host()).isEqualTo("http://stranger:" + STRANGER);
        assertThat(link.incarnation()).isEqualTo(STRANGER);

        assertThat(stranger().ask(handshake)).isEqualTo(401);
        assertThat(node.opened).isEmpty();
        assertThat(node.closed).isEmpty();
    }

    @Test
    void an_altered_host_is_turned_away() throws Exception {
        LinkStranger first = stranger();
        first.ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1));

        assertThat(first.ask(first.answerTo(STRANGER).replace("stranger", "pretender")))
                .isEqualTo(403);
    }

    @Test
    void who_does_not_ask_for_an_upgrade_is_told_to() throws Exception {
        LinkStranger first = stranger();
        first.ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1));

        assertThat(first.ask(first.answerTo(STRANGER).replace("Upgrade: pastecluster/1", "Upgrade: pastecluster/9")))
                .isEqualTo(426);
    }

    @Test
    void a_seal_that_is_unknown_is_turned_away_and_one_without_a_salt_as_well() throws Exception {
        String salt = "&salt=00112233445566778899aabbccddeeff";
        assertThat(askFor("&seal=hmac-md5" + salt, stranger())).isEqualTo(501);
        assertThat(askFor("&seal=hmac-sha-256-128", stranger())).isEqualTo(400);
        assertThat(askFor("&seal=hmac-sha-256-128&salt=0011", stranger())).isEqualTo(400);
        assertThat(node.opened).isEmpty();

        LinkStranger last = stranger();
        assertThat(askFor("&seal=hmac-sha-256-128" + salt, last)).isEqualTo(101);
        assertThat(last.header("pastecluster-seal")).isEqualTo("hmac-sha-256-128");
        assertThat(last.header("pastecluster-salt")).hasSize(32).isNotEqualTo(salt.substring(6));
        assertThat(node.awaitOpened().incarnation()).isEqualTo(STRANGER);
    }

    /** The status of the answer to a good request whose query says this too. */
    private static int askFor(String more, LinkStranger stranger) throws Exception {
        assertThat(stranger.ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1)))
                .isEqualTo(401);
        return stranger.ask(stranger.answerTo(STRANGER, more));
    }

    @Test
    void who_asks_for_no_seal_gets_none() throws Exception {
        LinkStranger stranger = stranger();

        assertThat(askFor("&seal=none", stranger)).isEqualTo(101);
        assertThat(stranger.header("pastecluster-seal")).isEqualTo("none");
        assertThat(stranger.header("pastecluster-salt")).isNull();
    }

    @Test
    void a_web_socket_is_opened_once_by_the_same_proof_and_whoever_says_anything_on_it_has_ended_it() throws Exception {
        assertThat(stranger()
                        .ask(LinkStranger.asWebSocket(
                                LinkStranger.request("another-secret-of-the-tests", STRANGER, 0, 0, 1))))
                .isEqualTo(403);
        LinkStranger first = stranger();
        assertThat(first.ask(LinkStranger.asWebSocket(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1))))
                .isEqualTo(401);
        String handshake = LinkStranger.asWebSocket(first.answerTo(STRANGER));
        assertThat(first.ask(handshake)).isEqualTo(101);
        assertThat(first.header("upgrade")).isEqualTo("websocket");
        assertThat(first.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(first.header("pastecluster-signature")).hasSize(64);
        Link link = node.awaitOpened();
        assertThat(link.incarnation()).isEqualTo(STRANGER);
        assertThat(stranger().ask(handshake)).isEqualTo(401);
        assertThat(node.closed).isEmpty();

        first.send(new byte[] {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4});

        assertThat(node.awaitClosed()).isSameAs(link);
        first.awaitEnd();
        assertThat(node.opened).isEmpty();
    }

    @Test
    void a_web_socket_that_is_asked_for_without_a_key_is_refused() throws Exception {
        LinkStranger first = stranger();
        first.ask(LinkStranger.request(LinkNode.SECRET, STRANGER, 0, 0, 1));

        assertThat(first.ask(first.answerTo(STRANGER).replace("Upgrade: pastecluster/1", "Upgrade: websocket")))
                .isEqualTo(400);
    }

    @Test
    void a_newer_link_of_the_same_process_replaces_the_older() throws Exception {
        LinkStranger older = linked(STRANGER);
        Link first = node.awaitOpened();
        linked(STRANGER);

        assertThat(node.awaitOpened()).isNotSameAs(first);
        assertThat(node.awaitClosed()).isSameAs(first);
        older.awaitEnd();
    }

    @Test
    void who_says_anything_on_a_link_has_ended_it() throws Exception {
        LinkStranger stranger = linked(STRANGER);
        Link link = node.awaitOpened();
        byte[] garbage = new byte[1000];
        new Random(1).nextBytes(garbage);

        stranger.send(garbage);

        assertThat(node.awaitClosed()).isSameAs(link);
        stranger.awaitEnd();
        assertThat(node.arrivals).isEmpty();
    }

    @Test
    void who_goes_is_noticed() throws Exception {
        LinkStranger stranger = linked(STRANGER);
        Link link = node.awaitOpened();

        stranger.close();

        assertThat(node.awaitClosed()).isSameAs(link);
    }

    @Test
    void who_never_reads_keeps_nobody_else_waiting() throws Exception {
        linked(STRANGER);
        Link frozen = node.awaitOpened();
        node.next = (link, bytes) ->
                link == frozen ? new Batch(1, 0, List.of(LinksTest.message(1, 60_000))) : node.toSend.poll();
        frozen.wake();
        LinkNode other = bystander();
        Link toOther = node.awaitOpened();
        other.awaitOpened();
        for (int i = 1; i <= 500; i++) {
            frozen.wake();
            Batch batch = new Batch(i, 0, List.of(LinksTest.message(i, 1000)));
            node.toSend.add(batch);
            toOther.wake();
            assertThat(other.awaitArrival().batch()).isEqualTo(batch);
            assertThat(node.call(other.self, new Request.Heartbeat(), LONG)
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());
        }
        frozen.close();
        assertThat(node.awaitClosed()).isSameAs(frozen);
    }
}
