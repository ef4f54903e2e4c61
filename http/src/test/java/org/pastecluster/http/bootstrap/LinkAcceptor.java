package org.pastecluster.http.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.pastecluster.http.handler.BodySource;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.HttpRequestData;
import org.pastecluster.http.handler.Responder;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkWay;

/** The smallest web server that can make links of connections: GET requests alone. What becomes of an upgraded one the test says. */
final class LinkAcceptor implements AutoCloseable {

    /** A connection whose request was answered with 101. */
    record Accepted(Socket socket, OutputStream out, LinkDoor door) {
        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }

    private final ServerSocket server;
    private final ClusterHttpHandler handler;
    private final Set<LinkWay> ways;
    final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    /** Alters the headers of answers on their way. */
    volatile UnaryOperator<Map<String, String>> onTheWay = headers -> headers;

    LinkAcceptor(ClusterHttpHandler handler, LinkWay... ways) throws IOException {
        this.handler = handler;
        this.ways = Set.of(ways);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String host() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "acceptor");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            boolean[] upgraded = {false};
            while (!upgraded[0]) {
                String[] first = line(in).split(" ", 3);
                Map<String, String> headers = new LinkedHashMap<>();
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    int colon = line.indexOf(':');
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
                String[] target = first[1].split("\\?", 2);
                handler.handle(
                        new HttpRequestData(
                                first[0],
                                target[0],
                                target.length == 2 ? target[1] : null,
                                headers::get,
                                BodySource.of(new byte[0]),
                                "127.0.0.1"),
                        new Responder() {
                            @Override
                            public boolean canUpgrade() {
                                return ways.contains(LinkWay.of(headers.get("upgrade")));
                            }

                            @Override
                            public void respond(HttpAnswer answer) {
                                upgraded[0] = answer.link() != null;
                                answer(socket, answer);
                            }
                        });
            }
        } catch (IOException ended) {
            // Whoever asked is gone.
        }
    }

    private void answer(Socket socket, HttpAnswer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\n");
        onTheWay.apply(answer.headers())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 101) {
            head.append("content-length: ").append(answer.body().length).append("\r\n");
        }
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(answer.body());
            out.flush();
            statuses.add(answer.status());
            LinkDoor door = answer.link();
            if (door != null) {
                accepted.add(new Accepted(socket, out, door));
            }
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            text.append((char) b);
        }
        return text.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
