package org.pastecluster.server;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Request;
import org.pastecluster.spi.Link;

/**
 * How fast a link is, between two JVMs over the web server of this module, and a plain socket beside it: messages one way, and one
 * message to and fro. Not a test; {@code java … LinkBench [SECONDS]} prints a few lines.
 */
final class LinkBench {

    private static final int BODY = 100;
    private static final Posted POSTED = new Posted(
            Message.bytes(1000, new byte[BODY]), System.currentTimeMillis(), Posted.Purpose.NOTICE, 0, true, false);
    private static final int PINGS = 20_000;

    private LinkBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 3) {
            other(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            return;
        }
        int seconds = args.length == 1 ? Integer.parseInt(args[0]) : 8;
        List<AutoCloseable> toClose = new ArrayList<>();
        LinkNode node = LinkNode.served(LinksTest.freePort(), 0x1111, toClose);
        int itsPort = LinksTest.freePort();
        ServerSocketChannel raw =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LinkBench.class.getName(),
                        Integer.toString(portOf(node)),
                        Integer.toString(itsPort),
                        Integer.toString(raw.socket().getLocalPort()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PrintStream out = System.out;
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8);
                SocketChannel plain = raw.accept()) {
            plain.setOption(StandardSocketOptions.TCP_NODELAY, true);
            LinkNode other = new LinkNode("http://127.0.0.1:" + itsPort, 0x2222);
            toClose.add(0, other);
            node.keepLinksWith(other);
            Link link = node.awaitOpened();
            said.readLine();
            out.println("plain socket, " + BODY + " bytes:  " + plainRate(plain, said, seconds));
            out.println("link, " + BODY + " bytes:          " + linkRate(node, link, said, seconds));
            out.println("link, one by one:        " + oneByOneRate(node, link, said, seconds));
            out.println("link, to and fro:        " + pings(node, link));
            out.println("link, heartbeat call:    " + calls(node, other));
        } finally {
            child.destroy();
            for (AutoCloseable each : toClose) {
                each.close();
            }
        }
    }

    private static int portOf(LinkNode node) {
        return Integer.parseInt(node.self.host().substring(node.self.host().lastIndexOf(':') + 1));
    }

    private static String plainRate(SocketChannel channel, BufferedReader said, int seconds) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        byte[] body = new byte[BODY];
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            buffer.clear();
            while (buffer.remaining() >= 4 + BODY) {
                buffer.putInt(BODY).put(body);
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        channel.shutdownOutput();
        return said.readLine();
    }

    private static String linkRate(LinkNode node, Link link, BufferedReader said, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong sequence = new AtomicLong();
        node.next = (to, bytes) -> {
            if (System.nanoTime() >= end) {
                return node.toSend.poll();
            }
            int count = bytes / (BODY + 10);
            List<Item> items = new ArrayList<>(count);
            long first = sequence.get();
            for (int i = 1; i <= count; i++) {
                items.add(new Item.Whole(1, first + i, 30_000_000_000L, POSTED));
            }
            sequence.set(first + count);
            return new Batch(1, 0, items);
        };
        long cpu = cpu();
        link.wake();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        double writer = (cpu() - cpu) / 1e3 / sequence.get();
        node.toSend.add(new Batch(2, 0, List.of()));
        link.wake();
        return said.readLine() + String.format(Locale.ROOT, ", writer's %.3f us", writer);
    }

    /** One thread says what it has to say as it comes, as applications do. */
    private static String oneByOneRate(LinkNode node, Link link, BufferedReader said, int seconds) throws Exception {
        ArrayBlockingQueue<Item> waiting = new ArrayBlockingQueue<>(10_000);
        node.next = (to, bytes) -> {
            List<Item> items = new ArrayList<>();
            waiting.drainTo(items, bytes / (BODY + 10));
            return items.isEmpty() ? node.toSend.poll() : new Batch(4, 1, items);
        };
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long i = 1; System.nanoTime() < end; i++) {
            waiting.put(new Item.Whole(1, i, 30_000_000_000L, POSTED));
            link.wake();
        }
        node.toSend.add(new Batch(2, 1, List.of()));
        link.wake();
        return said.readLine();
    }

    private static String pings(LinkNode node, Link link) throws Exception {
        long[] nanos = new long[PINGS];
        for (int i = 0; i < 2 * PINGS; i++) {
            long start = System.nanoTime();
            node.toSend.add(new Batch(3, 0, List.of(new Item.Whole(1, 1, 1, POSTED))));
            link.wake();
            if (node.awaitArrival().batch().session() != 3) {
                throw new IllegalStateException("something else arrived");
            }
            nanos[i % PINGS] = System.nanoTime() - start;
        }
        return percentiles(nanos);
    }

    private static String calls(LinkNode node, LinkNode to) throws Exception {
        long[] nanos = new long[PINGS];
        for (int i = 0; i < 2 * PINGS; i++) {
            long start = System.nanoTime();
            var unused = node.call(to.self, new Request.Heartbeat(), java.time.Duration.ofSeconds(20))
                    .get();
            nanos[i % PINGS] = System.nanoTime() - start;
        }
        return percentiles(nanos);
    }

    private static String percentiles(long[] nanos) {
        java.util.Arrays.sort(nanos);
        return "p50 " + nanos[nanos.length / 2] / 1000 + " us, p99 " + nanos[nanos.length * 99 / 100] / 1000 + " us";
    }

    /** The other JVM: counts what comes, answers pings. */
    private static void other(int itsPort, int port, int rawPort) throws Exception {
        List<AutoCloseable> toClose = new ArrayList<>();
        LinkNode node = LinkNode.served(port, 0x2222, toClose);
        LinkNode there = new LinkNode("http://127.0.0.1:" + itsPort, 0x1111);
        PrintStream out = System.out;
        try (SocketChannel plain =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), rawPort))) {
            node.keepLinksWith(there);
            Link back = node.awaitOpened();
            Counting counting = new Counting(node, back, out);
            node.takes = counting::arrived;
            out.println("ready");
            out.println(readPlain(plain));
            Thread.currentThread().join();
        }
    }

    private static String readPlain(SocketChannel channel) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(128 << 10);
        long count = 0;
        long start = 0;
        long cpu = cpu();
        while (channel.read(buffer) >= 0) {
            start = start == 0 ? System.nanoTime() : start;
            buffer.flip();
            while (buffer.remaining() >= 4 && buffer.remaining() >= 4 + buffer.getInt(buffer.position())) {
                buffer.position(buffer.position() + 4 + buffer.getInt(buffer.position()));
                count++;
            }
            buffer.compact();
        }
        return rate(count, System.nanoTime() - start, cpu() - cpu);
    }

    private static String rate(long count, long nanos, long cpu) {
        return String.format(
                Locale.ROOT, "%.2f million/s, reader's CPU %.3f us each", count * 1e3 / nanos, cpu / 1e3 / count);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static final class Counting {

        private final LinkNode node;
        private final Link back;
        private final PrintStream out;
        private long count;
        private long start;
        private long cpu;

        Counting(LinkNode node, Link back, PrintStream out) {
            this.node = node;
            this.back = back;
            this.out = out;
        }

        void arrived(Batch batch) {
            if (batch.session() == 1 || batch.session() == 4) {
                if (start == 0) {
                    start = System.nanoTime();
                    cpu = cpu();
                }
                count += batch.items().size();
            } else if (batch.session() == 2) {
                out.println(rate(count, System.nanoTime() - start, cpu() - cpu));
                start = 0;
                count = 0;
            } else {
                node.toSend.add(batch);
                back.wake();
            }
        }
    }
}
