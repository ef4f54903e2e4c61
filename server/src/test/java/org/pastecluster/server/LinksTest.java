package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.spi.Link;

/** Two nodes with links between them, over real connections of the web server of this module. */
@Tag("jdk")
class LinksTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private LinkNode one;
    private LinkNode two;
    private Link first;

    static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start() throws Exception {
        one = LinkNode.served(freePort(), 0x1111, toClose);
        two = LinkNode.served(freePort(), 0x2222, toClose);
        one.keepLinksWith(two);
        two.keepLinksWith(one);
    }

    /** Waits until both have both links: who has read a message has dialled, and can call. */
    private void startLinked() throws Exception {
        start();
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();
        first = toTwo;
        one.toSend.add(new Batch(1, 0, List.of()));
        two.toSend.add(new Batch(1, 0, List.of()));
        toTwo.wake();
        toOne.wake();
        one.awaitArrival();
        two.awaitArrival();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    static Item message(long sequence, int bytes) {
        return new Item.Whole(
                1,
                sequence,
                LONG.toNanos(),
                new Posted(Message.bytes(11, new byte[bytes]), 1, Posted.Purpose.NOTICE, 0, true, false));
    }

    @Test
    void links_open_both_ways_and_batches_arrive() throws Exception {
        start();
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();
        assertThat(toTwo.host()).isEqualTo(two.self.host());
        assertThat(toTwo.incarnation()).isEqualTo(0x2222);
        Batch forth = new Batch(1, 0, List.of(message(1, 100)));
        Batch back = new Batch(2, 0, List.of(message(1, 60_000), message(2, 60_000)));

        one.toSend.add(forth);
        toTwo.wake();
        two.toSend.add(back);
        toOne.wake();

        assertThat(two.awaitArrival()).isEqualTo(new LinkNode.Arrival(one.self.host(), 0x1111, forth));
        assertThat(one.awaitArrival()).isEqualTo(new LinkNode.Arrival(two.self.host(), 0x2222, back));
    }

    @Test
    void no_wake_up_is_lost_and_all_comes_in_order_while_many_send_both_ways() throws Exception {
        start();
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();
        int senders = 4;
        int each = 5000;
        CountDownLatch done = new CountDownLatch(2 * senders);
        for (int i = 0; i < senders; i++) {
            send(one, toTwo, each, done);
            send(two, toOne, each, done);
        }

        assertInOrder(two, senders * each);
        assertInOrder(one, senders * each);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.toSend).isEmpty();
    }

    /** Each batch gets its number while it is put in, so that their order in the queue is known. */
    private void send(LinkNode node, Link link, int count, CountDownLatch done) {
        Thread thread = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                synchronized (node.toSend) {
                    long sequence = node.sent.incrementAndGet();
                    node.toSend.add(new Batch(sequence, 0, List.of(message(sequence, (int) (sequence % 5000)))));
                }
                link.wake();
                if (i % 50 == 0) {
                    Thread.onSpinWait();
                }
            }
            done.countDown();
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void assertInOrder(LinkNode node, int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            assertThat(node.awaitArrival().batch().session()).isEqualTo(i);
        }
    }

    @Test
    void one_that_sends_a_message_at_a_time_and_waits_for_it_always_gets_it_through() throws Exception {
        start();
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();
        for (int i = 1; i <= 5000; i++) {
            Batch batch = new Batch(i, 0, List.of(message(i, 100)));
            one.toSend.add(batch);
            toTwo.wake();
            assertThat(two.awaitArrival().batch()).isEqualTo(batch);
            two.toSend.add(batch);
            toOne.wake();
            assertThat(one.awaitArrival().batch()).isEqualTo(batch);
        }
    }

    @Test
    void calls_go_over_the_links_and_take_no_place_among_requests() throws Exception {
        startLinked();
        for (int i = 0; i < 200; i++) {
            assertThat(one.call(two.self, new Request.Heartbeat(), LONG)
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());
            assertThat(two.call(one.self, new Request.Sighting(leader()), LONG)
                            .get(60, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo(new Reply.Ack());
        }
        assertThat(two.requests).hasSize(200);
        assertThat(two.transport.handler().inFlight()).isZero();
    }

    private LeaderRef leader() {
        return new LeaderRef(one.self, 9);
    }

    @Test
    void who_ends_is_noticed_by_the_end_of_its_link_and_a_new_process_there_gets_a_new_one() throws Exception {
        start();
        Link toTwo = one.awaitOpened();
        two.awaitOpened();
        int port = Integer.parseInt(two.self.host().substring(two.self.host().lastIndexOf(':') + 1));
        AutoCloseable nodeTwo = toClose.remove(0);
        AutoCloseable tomcatTwo = toClose.remove(0);

        tomcatTwo.close();

        assertThat(one.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(two.self.host());
        nodeTwo.close();
        assertThat(one.awaitClosed()).isSameAs(toTwo);
        LinkNode again = LinkNode.served(port, 0x3333, toClose);
        again.keepLinksWith(one);
        one.keepLinksWith(again);
        Link toAgain = one.awaitOpened();
        assertThat(toAgain.incarnation()).isEqualTo(0x3333);
        Link toOne = again.awaitOpened();
        again.toSend.add(new Batch(1, 0, List.of(message(1, 1))));
        toOne.wake();
        assertThat(one.awaitArrival().incarnation()).isEqualTo(0x3333);
        assertThat(one.closed).isEmpty();
    }

    @Test
    void a_link_that_is_closed_is_dialled_anew() throws Exception {
        start();
        Link first = one.awaitOpened();
        two.awaitOpened();

        first.close();

        assertThat(one.awaitClosed()).isSameAs(first);
        Link second = one.awaitOpened();
        assertThat(second).isNotSameAs(first);
        one.toSend.add(new Batch(1, 0, List.of(message(1, 1))));
        first.wake();
        second.wake();
        assertThat(two.awaitArrival().incarnation()).isEqualTo(0x1111);
    }

    @Test
    void who_is_not_named_any_more_is_let_go() throws Exception {
        start();
        one.awaitOpened();
        Link toOne = two.awaitOpened();

        one.transport.keepLinks(List.of());

        assertThat(two.awaitClosed()).isSameAs(toOne);
        assertThat(one.closedByPeer).isEmpty();
    }

    @Test
    void a_call_that_is_not_answered_is_silence_and_the_links_stay() throws Exception {
        startLinked();
        two.answers = (request, answer) -> true;
        assertSilent(Duration.ofMillis(300));
        two.answers = (request, answer) -> {
            answer.answer(two.reply(request, new Reply.Ack()));
            return true;
        };

        assertThat(one.call(two.self, new Request.Heartbeat(), LONG)
                        .get(60, TimeUnit.SECONDS)
                        .body())
                .isEqualTo(new Reply.Ack());
        assertThat(one.closed).isEmpty();
    }

    @Test
    void when_no_call_is_answered_for_long_the_links_are_made_anew() throws Exception {
        startLinked();
        two.answers = (request, answer) -> true;

        while (one.closed.isEmpty()) {
            assertSilent(Duration.ofMillis(200));
        }
        assertThat(one.awaitClosed()).isSameAs(first);
        assertThat(one.awaitOpened().incarnation()).isEqualTo(0x2222);
        two.awaitOpened();
    }

    private void assertSilent(Duration patience) {
        assertThat(one.call(two.self, new Request.Heartbeat(), patience))
                .failsWithin(60, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("SILENT");
    }

    @Test
    void a_call_whose_link_ends_goes_over_http() throws Exception {
        startLinked();
        AtomicLong calls = new AtomicLong();
        two.answers = (request, answer) -> {
            if (calls.incrementAndGet() == 1) {
                first.close();
            } else {
                answer.answer(two.reply(request, new Reply.Ack()));
            }
            return true;
        };

        assertThat(one.call(two.self, new Request.Heartbeat(), LONG)
                        .get(60, TimeUnit.SECONDS)
                        .body())
                .isEqualTo(new Reply.Ack());
        assertThat(two.requests).hasSize(2);
    }

    @Test
    void a_call_that_the_node_turns_away_is_turned_away_over_http_with_its_status() throws Exception {
        startLinked();
        two.answers = (request, answer) -> false;

        assertThat(one.call(two.self, new Request.Heartbeat(), LONG))
                .failsWithin(60, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("503");
    }
}
