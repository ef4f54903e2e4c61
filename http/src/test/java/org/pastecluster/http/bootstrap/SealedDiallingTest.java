package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.TimeSource;

/** Somebody stands between a node that dials and one that accepts: all that is written passes through the test, which alters it. */
class SealedDiallingTest {

    private static final HttpSettings SETTINGS =
            HttpSettings.builder().secret("a-secret-of-some-length").build();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final String TEXT = "meet me where the others are not";

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
        dialler.keepLinks(List.of(new Member(new NodeAddress(server.host(), 0, 0, ""), 0x2222)));
    }

    @AfterEach
    void close() throws Exception {
        dialler.close();
        acceptor.close();
        server.close();
    }

    /** A link whose records come to the test, and go on only by its hand. */
    private final class Tapped {

        final BlockingQueue<byte[]> records = new LinkedBlockingQueue<>();
        final LinkAcceptor.Accepted connection;
        final Link link;

        Tapped() throws Exception {
            connection = server.accepted.poll(60, TimeUnit.SECONDS);
            assertThat(connection).as("a connection").isNotNull();
            Runnable end = connection.door().opened(new LinkOutput() {
                @Override
                public void write(byte[] buffer, int from, int length) {
                    records.add(Arrays.copyOfRange(buffer, from, from + length));
                }

                @Override
                public void close() {}
            });
            assertThat(end).isNotNull();
            link = accepting.opened.poll(60, TimeUnit.SECONDS);
            assertThat(link).as("a link").isNotNull();
            // The sign of life that a link begins with.
            connection.send(record());
        }

        byte[] record() throws InterruptedException {
            byte[] record = records.poll(60, TimeUnit.SECONDS);
            assertThat(record).as("a record").isNotNull();
            return record;
        }

        void awaitEnd() throws IOException {
            connection.socket().setSoTimeout(60_000);
            assertThat(connection.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    private byte[] recordOf(Tapped tapped, Batch batch) throws InterruptedException {
        accepting.toSend.add(batch);
        tapped.link.wake();
        return tapped.record();
    }

    private static Batch batch(long sequence) {
        return new Batch(
                5,
                1,
                List.of(new Item.Whole(
                        0, sequence, 1, new Posted(Message.text(11, TEXT), 1, Posted.Purpose.NOTICE, 0, true, false))));
    }

    /** What was sent there ended the link, was said once to people, was no evidence against anybody, and a new link takes messages. */
    private void assertLinkWasEnded(Tapped tapped) throws Exception {
        tapped.awaitEnd();
        Tapped next = new Tapped();
        next.connection.send(recordOf(next, batch(99)));
        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS)).isEqualTo(batch(99));
        assertThat(dialling.arrivals).isEmpty();
        assertThat(dialling.noticed.poll(60, TimeUnit.SECONDS))
                .contains("a sealed record was altered, repeated or left out");
        assertThat(dialling.noticed).isEmpty();
        assertThat(dialling.closedByPeer).isEmpty();
    }

    @Test
    void what_is_said_arrives() throws Exception {
        Tapped tapped = new Tapped();
        for (int i = 1; i <= 3; i++) {
            byte[] record = recordOf(tapped, batch(i));
            tapped.connection.send(record);
            assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS)).isEqualTo(batch(i));
        }
        assertThat(dialling.noticed).isEmpty();
    }

    @Test
    void an_altered_byte_ends_the_link() throws Exception {
        Tapped tapped = new Tapped();
        byte[] record = recordOf(tapped, batch(1));
        record[record.length / 2] ^= 0x20;

        tapped.connection.send(record);

        assertLinkWasEnded(tapped);
    }

    @Test
    void what_is_said_twice_ends_the_link() throws Exception {
        Tapped tapped = new Tapped();
        byte[] record = recordOf(tapped, batch(1));
        tapped.connection.send(record);
        assertThat(dialling.arrivals.poll(60, TimeUnit.SECONDS)).isEqualTo(batch(1));

        tapped.connection.send(record);

        assertLinkWasEnded(tapped);
    }

    @Test
    void what_is_left_out_ends_the_link() throws Exception {
        Tapped tapped = new Tapped();
        assertThat(recordOf(tapped, batch(1))).isNotEmpty();

        tapped.connection.send(recordOf(tapped, batch(2)));

        assertLinkWasEnded(tapped);
    }

    @Test
    void what_was_recorded_on_one_link_is_worthless_on_the_next() throws Exception {
        Tapped first = new Tapped();
        byte[] recorded = recordOf(first, batch(1));
        first.connection.socket().close();
        assertThat(dialling.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(server.host());
        Tapped second = new Tapped();

        second.connection.send(recorded);

        assertLinkWasEnded(second);
    }

    @Test
    void frames_that_nobody_sealed_end_the_link() throws Exception {
        Tapped tapped = new Tapped();

        tapped.connection.send(new byte[] {0, 0, 0, 6, 1, 5, 2, 3, 2, 4});

        tapped.awaitEnd();
        assertThat(dialling.noticed.poll(60, TimeUnit.SECONDS)).contains("a sealed record says that it has 6 bytes");
        assertThat(dialling.arrivals).isEmpty();
    }

    @Test
    void an_altered_salt_ends_the_link_with_its_first_record() throws Exception {
        server.onTheWay = headers -> with(headers, "pastecluster-salt", "00112233445566778899aabbccddeeff");

        Tapped tapped = new Tapped();
        server.onTheWay = headers -> headers;

        assertLinkWasEnded(tapped);
    }

    @Test
    void an_answer_that_names_no_seal_gives_no_link_and_says_why_once() throws Exception {
        server.onTheWay = headers -> with(headers, "pastecluster-seal", "none");
        LinkAcceptor.Accepted connection = server.accepted.poll(60, TimeUnit.SECONDS);

        assertThat(connection).isNotNull();
        assertThat(connection.socket().getInputStream().read()).isEqualTo(-1);
        assertThat(dialling.noticed.poll(60, TimeUnit.SECONDS))
                .contains("'none' and not by 'hmac-sha-256-128' as this node asked");
        assertThat(server.accepted.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(dialling.noticed).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        if (!headers.containsKey(name)) {
            return headers;
        }
        Map<String, String> altered = new HashMap<>(headers);
        altered.put(name, value);
        return altered;
    }
}
