package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.http.batch.BatchDecoder;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/** Writing on links, without a connection. */
@Tag("jdk")
class LinkHubTest implements Transport.Receiver, LinkHandler {

    private final LinkHub hub =
            new LinkHub(TimeSource.system(), LinkTimes.DEFAULT, 32, (host, request, timeout, outcome) -> {});
    private final BlockingQueue<Link> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Link> closed = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Batch> toSend = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atATime = new AtomicInteger();
    private final AtomicReference<String> fault = new AtomicReference<>();

    LinkHubTest() {
        hub.start(this);
    }

    @AfterEach
    void close() {
        hub.close();
    }

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
        opened.add(link);
    }

    @Override
    public void closed(Link link) {
        closed.add(link);
    }

    @Override
    public Batch next(Link link, int bytes) {
        if (atATime.incrementAndGet() != 1) {
            fault.set("two threads asked what is next");
        }
        Batch batch = toSend.poll();
        atATime.decrementAndGet();
        return batch;
    }

    @Override
    public void arrived(String host, long incarnation, Batch batch) {}

    private static Batch batch(long number, int bytes) {
        return new Batch(
                number,
                1,
                List.of(new Item.Whole(
                        0,
                        number,
                        1,
                        new Posted(Message.bytes(11, new byte[bytes]), 1, Posted.Purpose.NOTICE, 0, false, false))));
    }

    /** Keeps the batches that were written. */
    private static class Wire implements LinkOutput {

        final BlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
        final CountDownLatch ended = new CountDownLatch(1);
        private final FrameReader reader = new FrameReader(in -> {
            if (in.unsignedByte() == LinkFrames.BATCH) {
                batches.add(new BatchDecoder().decode(in));
            }
        });

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            try {
                reader.take(buffer, from, from + length);
            } catch (MalformedFrameException malformed) {
                throw new IOException(malformed);
            }
        }

        @Override
        public void close() {
            ended.countDown();
        }
    }

    private Link open(long incarnation, LinkOutput output) throws InterruptedException {
        LinkDoor door = hub.accept("http://192.0.2.1", incarnation, 1, null);
        Runnable end = door.opened(output);
        assertThat(end).isNotNull();
        Link link = opened.poll(60, TimeUnit.SECONDS);
        assertThat(link).isNotNull();
        return link;
    }

    @Test
    void no_wake_up_is_lost_however_many_wake_at_once() throws Exception {
        Wire wire = new Wire();
        Link link = open(5, wire);
        int senders = 4;
        int each = 40_000;
        List<Thread> threads = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < senders; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> {
                for (int k = 0; k < each; k++) {
                    synchronized (toSend) {
                        toSend.add(batch(next.incrementAndGet(), 10));
                    }
                    link.wake();
                    for (int spin = random.nextInt(200); spin > 0; spin--) {
                        Thread.onSpinWait();
                    }
                }
            });
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }

        for (int i = 1; i <= senders * each; i++) {
            Batch batch = wire.batches.poll(60, TimeUnit.SECONDS);
            assertThat(batch).as("batch %d of %d", i, senders * each).isNotNull();
            assertThat(batch.session()).isEqualTo(i);
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertThat(toSend).isEmpty();
        assertThat(fault.get()).isNull();
    }

    @Test
    void a_single_wake_up_at_a_time_is_never_lost_either() throws Exception {
        Wire wire = new Wire();
        Link link = open(5, wire);
        for (int i = 1; i <= 100_000; i++) {
            toSend.add(batch(i, 10));
            link.wake();
            assertThat(wire.batches.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void who_has_much_to_say_does_not_write_it_all_by_itself() throws Exception {
        Thread caller = Thread.currentThread();
        AtomicInteger byCaller = new AtomicInteger();
        Wire wire = new Wire() {
            @Override
            public void write(byte[] buffer, int from, int length) throws IOException {
                if (Thread.currentThread() == caller) {
                    byCaller.incrementAndGet();
                }
                super.write(buffer, from, length);
            }
        };
        Link link = open(5, wire);
        int count = 100_000;
        for (int i = 1; i <= count; i++) {
            toSend.add(batch(i, 0));
            link.wake();
        }
        for (int i = 1; i <= count; i++) {
            assertThat(wire.batches.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(byCaller.get()).isLessThan(count / 2);
    }

    @Test
    void whose_other_end_does_not_read_keeps_the_caller_not_waiting() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        Wire wire = new Wire() {
            @Override
            public void write(byte[] buffer, int from, int length) throws IOException {
                if (written.addAndGet(length) > OutgoingLink.KEEPING_UP) {
                    try {
                        never.await();
                    } catch (InterruptedException ended) {
                        throw new IOException(ended);
                    }
                }
                super.write(buffer, from, length);
            }
        };
        Link link = open(5, wire);
        for (int i = 1; i <= 1000; i++) {
            toSend.add(batch(i, 1000));
            link.wake();
        }
        link.close();
        assertThat(closed.poll(60, TimeUnit.SECONDS)).isSameAs(link);
        assertThat(toSend).isNotEmpty();
        never.countDown();
        assertThat(wire.ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).isEmpty();
    }

    @Test
    void what_cannot_be_written_ends_the_link_once() throws Exception {
        Link link = open(5, new LinkOutput() {
            private int frames;

            @Override
            public void write(byte[] buffer, int from, int length) throws IOException {
                if (frames++ > 0) {
                    throw new IOException("gone");
                }
            }

            @Override
            public void close() {}
        });
        toSend.add(batch(1, 10));
        toSend.add(batch(2, 10));
        link.wake();
        link.wake();
        assertThat(closed.poll(60, TimeUnit.SECONDS)).isSameAs(link);
        link.close();
        link.wake();
        assertThat(closed).isEmpty();
    }

    @Test
    void an_error_inside_the_web_server_ends_the_link_and_harms_nobody() throws Exception {
        CountDownLatch shut = new CountDownLatch(1);
        Link link = open(5, new LinkOutput() {
            private int frames;

            @Override
            public void write(byte[] buffer, int from, int length) {
                if (frames++ > 0) {
                    throw new NoClassDefFoundError("org/example/PartOfTheServer");
                }
            }

            @Override
            public void close() {
                shut.countDown();
            }
        });
        toSend.add(batch(1, 10));
        toSend.add(batch(2, 10));
        link.wake();
        link.wake();
        assertThat(closed.poll(60, TimeUnit.SECONDS)).isSameAs(link);
        assertThat(shut.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void there_is_one_link_a_process_and_a_bound_for_all() throws Exception {
        Wire first = new Wire();
        Link replaced = open(1, first);
        Wire second = new Wire();
        open(1, second);
        assertThat(closed.poll(60, TimeUnit.SECONDS)).isSameAs(replaced);
        assertThat(first.ended.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 2; i <= LinkHub.MOST_LINKS; i++) {
            open(i, new Wire());
        }

        assertThat(hub.accept("http://192.0.2.1", LinkHub.MOST_LINKS + 1, 1, null))
                .isNull();
        assertThat(hub.accept("http://192.0.2.1", 7, 1, null)).isNotNull();
    }

    @Test
    void an_idle_link_gets_a_sign_of_life() throws Exception {
        BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
        LinkHub quick = new LinkHub(
                TimeSource.system(),
                new LinkTimes(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                32,
                (host, request, timeout, outcome) -> {});
        quick.start(this);
        LinkDoor door = quick.accept("http://192.0.2.1", 5, 1, null);
        Runnable end = door.opened(new LinkOutput() {
            @Override
            public void write(byte[] buffer, int from, int length) {
                sizes.add(length);
            }

            @Override
            public void close() {}
        });
        assertThat(sizes.poll(60, TimeUnit.SECONDS)).isEqualTo(5);
        long unused = quick.tick(true);
        assertThat(sizes.poll(60, TimeUnit.SECONDS)).isEqualTo(5);
        end.run();
        quick.close();
    }
}
