package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.Verdict;

/** Two nodes, and somebody on the path of one who alters what it writes on its links. */
class AlteredLinksTest {

    private static final String SECRET = "a-secret-of-the-altered-links";
    private static final int TYPE = 11;
    private static final int ALTERED_LINKS = 5;
    private static final int AT_A_TIME = 50;
    private static final int MOST_ROUNDS = 4000;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private static String text(int number) {
        return number + " " + "of what must not be altered ".repeat(10);
    }

    @Test
    void every_message_arrives_once_as_it_was_sent_whatever_is_done_to_the_links() throws Exception {
        int port = LinksTest.freePort();
        Meddler meddler = new Meddler(port, ALTERED_LINKS);
        toClose.add(meddler);
        String readerHost = "http://127.0.0.1:" + LinksTest.freePort();
        String writerHost = "http://127.0.0.1:" + meddler.port();
        ClusterServer reader = ClusterServer.builder()
                .host(readerHost)
                .secret(SECRET)
                .messages(messages -> messages.on(TYPE, message -> received.add(message.text())))
                .start();
        toClose.add(0, reader);
        CountDownLatch met = new CountDownLatch(1);
        ClusterServer writer = ClusterServer.builder()
                .host(writerHost)
                .bind("127.0.0.1:" + port)
                .nodes(readerHost)
                .secret(SECRET)
                .listener(event -> {
                    if (event instanceof ClusterEvent.ViewChanged changed
                            && changed.view().members().size() == 2) {
                        met.countDown();
                    }
                })
                .start();
        toClose.add(0, writer);
        assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();

        int sent = 0;
        for (int round = 0; round < MOST_ROUNDS && meddler.links.get() <= ALTERED_LINKS; round++) {
            sent = sendSome(writer, readerHost, sent);
        }
        sent = sendSome(writer, readerHost, sent);

        assertThat(meddler.altered).hasValue(ALTERED_LINKS);
        assertThat(meddler.links).hasValueGreaterThan(ALTERED_LINKS);
        assertThat(received)
                .containsExactlyElementsOf(IntStream.range(0, sent)
                        .mapToObj(AlteredLinksTest::text)
                        .toList());
    }

    /** Each of them has its verdict before this returns. */
    private static int sendSome(ClusterServer writer, String to, int from) throws Exception {
        List<CompletionStage<Delivery>> verdicts = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            verdicts.add(writer.cluster().messages().send(Target.host(to), Message.text(TYPE, text(from + i))));
        }
        for (CompletionStage<Delivery> verdict : verdicts) {
            assertThat(verdict.toCompletableFuture().get(60, TimeUnit.SECONDS).outcomes())
                    .allMatch(outcome -> outcome.verdict() == Verdict.DELIVERED);
        }
        return from + AT_A_TIME;
    }
}
