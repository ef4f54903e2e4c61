package org.pastecluster.http.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections on 127.0.0.1 and does with each request what a test tells it. */
final class MisbehavingServer implements AutoCloseable {

    /** What to do with one request. */
    interface Behaviour {
        /**
         * Answers.
         *
         * @param number how many requests came before, over all connections
         * @return whether the connection stays open for another one
         */
        boolean serve(int number, String head, Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Thread acceptor;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    MisbehavingServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        acceptor = daemon(this::accept);
    }

    /** Answers every request with the same bytes. */
    static MisbehavingServer saying(String answer, boolean keepsOpen) {
        return new MisbehavingServer((number, head, socket) -> {
            write(socket, answer);
            return keepsOpen;
        });
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "misbehaving-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                var unused = daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // As it should be.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            boolean more = true;
            while (more) {
                String head = head(reader);
                more = head != null && behaviour.serve(requests.getAndIncrement(), head, socket);
            }
        } catch (IOException gone) {
            open.remove(socket);
        }
    }

    private static String head(BufferedReader reader) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                char[] body = new char[length];
                int read = 0;
                while (read < length) {
                    read += reader.read(body, read, length - read);
                }
                return head.append('\n').append(body).toString();
            }
            head.append(line).append('\n');
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        return null;
    }

    /** Closes all connections, and takes new ones. */
    void dropAll() {
        List<Socket> all = List.copyOf(open);
        open.clear();
        all.forEach(MisbehavingServer::drop);
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Closes the port, but no connection. Nobody can connect any more when this returns. */
    void closePort() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException | InterruptedException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    @Override
    public void close() {
        closePort();
        dropAll();
    }
}
