package org.pastecluster.it.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Echoes lines, answers requests, and remembers how each connection ended, by the name that its first line gave it. */
final class ProbeServer {

    private static final byte[] NODE =
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnode".getBytes(StandardCharsets.UTF_8);

    private final Map<String, CompletableFuture<String>> ends = new ConcurrentHashMap<>();

    ProbeServer(InetSocketAddress address) throws IOException {
        ServerSocket port = new ServerSocket();
        port.bind(address);
        start(() -> accept(port));
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket port) {
        try {
            while (true) {
                Socket connection = port.accept();
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private void serve(Socket connection) {
        CompletableFuture<String> end = new CompletableFuture<>();
        try (connection) {
            InputStream in = connection.getInputStream();
            for (String line = line(in); line != null; line = line(in)) {
                if (line.startsWith("name:")) {
                    ends.put(line.substring("name:".length()), end);
                }
                if (line.startsWith("GET ")) {
                    connection.getOutputStream().write(NODE);
                    return;
                }
                connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            end.complete("closed");
        } catch (IOException broken) {
            end.complete("reset");
        }
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** How that connection ended: "reset" or "closed"; "open" if it has not within that time. */
    String awaitEnd(String name, int millis) throws Exception {
        try {
            return ends.computeIfAbsent(name, unknown -> new CompletableFuture<>())
                    .get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            return "open";
        }
    }
}
