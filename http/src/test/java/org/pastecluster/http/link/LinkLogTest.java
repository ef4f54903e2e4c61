package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.slf4j.event.Level;

/** What the log says of links that end, and how often. */
class LinkLogTest {

    private static final String HOST = "http://192.0.2.1";
    private static final String WRITING = "writing on it";
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RecordingLog log = new RecordingLog();
    private final LinkLog linkLog = new LinkLog(log);

    @Test
    void what_is_unexpected_is_said_once_a_minute_for_each_peer_and_kind() {
        linkLog.ended(HOST, WRITING, new IllegalStateException("one"), 0);
        linkLog.ended(HOST, WRITING, new IllegalStateException("two"), MINUTE - 1);
        linkLog.ended(HOST, WRITING, new AssertionError("another kind"), MINUTE - 1);
        linkLog.ended("http://192.0.2.2", WRITING, new IllegalStateException("another peer"), MINUTE - 1);
        assertThat(log.lines)
                .extracting(RecordingLog.Line::thrown)
                .extracting(Throwable::getMessage)
                .containsExactly("one", "another kind", "another peer");

        linkLog.ended(HOST, WRITING, new IllegalStateException("three"), MINUTE);

        assertThat(log.lines).hasSize(4).allMatch(line -> line.level() == Level.WARN);
        assertThat(log.lines.peek().text()).contains("the link with " + HOST).contains("while " + WRITING);
    }

    @Test
    void however_many_peers_fail_the_lines_of_a_minute_are_bounded_and_what_was_left_out_is_counted() {
        for (int i = 0; i < 1_000; i++) {
            linkLog.ended("http://192.0.2.1:" + (i + 1), WRITING, new OutOfMemoryError("no room"), i);
        }
        linkLog.stumbled(new OutOfMemoryError("no room"), 1_000);
        assertThat(log.lines).hasSize(LinkLog.LINES_PER_MINUTE);

        linkLog.ended(HOST, WRITING, new OutOfMemoryError("no room"), MINUTE);

        assertThat(log.lines).hasSize(LinkLog.LINES_PER_MINUTE + 1);
        assertThat(log.lines)
                .last()
                .satisfies(line -> assertThat(line.text()).contains("991 such lines were left out"));
    }

    @Test
    void a_broken_connection_is_normal() {
        linkLog.ended(HOST, WRITING, new IOException("Broken pipe"), 0);

        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.DEBUG);
            assertThat(line.text()).contains(HOST);
        });
    }

    @Test
    void a_log_that_throws_keeps_nobody_from_ending_a_link() {
        log.breaks();

        assertThatCode(() -> linkLog.ended(HOST, WRITING, new AssertionError("ours"), 0))
                .doesNotThrowAnyException();
    }

    @Test
    void who_gets_no_link_is_told_of_once_a_minute() {
        linkLog.full(HOST, 1_536, 0);
        linkLog.full("http://192.0.2.2", 1_536, 1);

        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.WARN);
            assertThat(line.text())
                    .contains("links of 1536 others, which is the most")
                    .contains(HOST);
        });
    }

    @Test
    void an_error_of_the_web_server_is_said_once_with_its_peer_and_without_the_key() throws Exception {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 'K');
        AssertionError thrown = new AssertionError("the web server is broken");

        end(new LinkSeal(key), () -> thrown, null);

        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.WARN);
            assertThat(line.text()).contains(HOST).contains(WRITING);
            assertThat(line.text()).doesNotContain(new String(key, StandardCharsets.US_ASCII));
            assertThat(line.thrown()).isSameAs(thrown);
        });
    }

    @Test
    void an_error_of_the_node_while_a_link_is_opened_ends_it_and_is_said_once() throws Exception {
        AssertionError thrown = new AssertionError("the node is broken");

        end(null, () -> new IOException("closed"), thrown);

        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.text()).contains(HOST).contains("opening it");
            assertThat(line.thrown()).isSameAs(thrown);
        });
    }

    @Test
    void a_peer_that_closes_its_link_is_no_warning() throws Exception {
        end(null, () -> new IOException("Broken pipe"), null);

        assertThat(log.lines).singleElement().matches(line -> line.level() == Level.DEBUG);
    }

    /** Opens a link that ends by what writing on it, or telling the node of it, throws. */
    private void end(@Nullable LinkSeal seal, Supplier<Throwable> byWriting, @Nullable Error byOpening)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (LinkHub hub = new LinkHub(
                TimeSource.system(), LinkTimes.DEFAULT, 32, (host, request, timeout, outcome) -> {}, linkLog)) {
            hub.start(new Node(byOpening));
            LinkDoor door = hub.accept(HOST, 7, 1, seal);
            Runnable end = door.opened(new LinkOutput() {
                @Override
                public void write(byte[] buffer, int from, int length) throws IOException {
                    Throwable thrown = byWriting.get();
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw new IOException(thrown);
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            });
            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
            end.run();
        }
    }

    /** A node that may be broken. */
    private record Node(@Nullable Error atOpening) implements Transport.Receiver, LinkHandler {

        @Override
        public boolean receive(Frame request, Transport.Answer answer) {
            return false;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return false;
        }

        @Override
        public void closed(String host) {}

        @Override
        public LinkHandler links() {
            return this;
        }

        @Override
        public void opened(Link link) {
            if (atOpening != null) {
                throw atOpening;
            }
        }

        @Override
        public void closed(Link link) {}

        @Override
        public @Nullable Batch next(Link link, int bytes) {
            return null;
        }

        @Override
        public void arrived(String host, long incarnation, Batch batch) {}
    }
}
