package org.pastecluster.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a node and alters what it writes on links: one bit of each of the first so many, a little further each time. */
final class Meddler implements AutoCloseable {

    private static final int FIRST = 100;
    private static final int STEP = 1500;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int behind;
    private final int most;
    final AtomicInteger links = new AtomicInteger();
    final AtomicInteger altered = new AtomicInteger();

    /**
     * @param behind the port of the node
     * @param most how many links to alter
     */
    Meddler(int behind, int most) throws IOException {
        this.behind = behind;
        this.most = most;
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "meddler");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                Socket node;
                try {
                    node = new Socket(InetAddress.getLoopbackAddress(), behind);
                } catch (IOException nobodyThere) {
                    caller.close();
                    continue;
                }
                daemon(() -> pump(caller, node, false));
                daemon(() -> pump(node, caller, true));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            long onLink = -1;
            long target = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int begin = 0;
                if (answers && onLink < 0 && startsLink(buffer, count)) {
                    begin = endOfHead(buffer, count);
                    onLink = 0;
                    int link = links.getAndIncrement();
                    target = link < most ? FIRST + (long) link * STEP : Long.MAX_VALUE;
                }
                if (onLink >= 0) {
                    int more = count - begin;
                    if (onLink <= target && target < onLink + more) {
                        buffer[begin + (int) (target - onLink)] ^= 1;
                        altered.incrementAndGet();
                    }
                    onLink += more;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // One of the two is gone, and by that the other too.
        }
    }

    private static boolean startsLink(byte[] buffer, int count) {
        return count > 12 && new String(buffer, 0, 12, StandardCharsets.ISO_8859_1).equals("HTTP/1.1 101");
    }

    /** Web servers write a short head at once. */
    private static int endOfHead(byte[] buffer, int count) throws IOException {
        int end = new String(buffer, 0, count, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("the head of the answer came in pieces");
        }
        return end + 4;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
