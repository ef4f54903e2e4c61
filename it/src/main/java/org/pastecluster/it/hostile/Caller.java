package org.pastecluster.it.hostile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection to a node, on which anything may be said. What the network does to it is an outcome, never an exception. Not thread-safe. */
final class Caller implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int LONGEST_LINE = 8_192;

    private final @Nullable Socket socket;
    private final @Nullable InputStream in;

    Caller(Target target) {
        Socket dialled = new Socket();
        InputStream from = null;
        try {
            dialled.connect(target.address(), CONNECT_MILLIS);
            dialled.setTcpNoDelay(true);
            from = new BufferedInputStream(dialled.getInputStream());
        } catch (IOException unreachable) {
            close(dialled);
        }
        socket = from == null ? null : dialled;
        in = from;
    }

    boolean isConnected() {
        return socket != null;
    }

    /** False when the node has closed the connection, or there never was one. */
    boolean send(byte[] bytes) {
        if (socket == null) {
            return false;
        }
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    boolean send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more is coming, and goes on listening. */
    void finish() {
        try {
            if (socket != null) {
                socket.shutdownOutput();
            }
        } catch (IOException gone) {
            // The answer will tell.
        }
    }

    /** Sends a request and waits for its answer. */
    Answer ask(byte[] request, Duration patience) {
        var unused = send(request);
        return answer(patience);
    }

    /** The next answer, its body read. */
    Answer answer(Duration patience) {
        if (socket == null || in == null) {
            return Answer.UNREACHABLE;
        }
        try {
            socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
            return read(in);
        } catch (SocketTimeoutException silence) {
            return Answer.SILENT;
        } catch (IOException | NumberFormatException gone) {
            return Answer.CLOSED;
        }
    }

    /** Whether the node ends the connection, whatever it says before that. */
    boolean isEnded(Duration patience) {
        if (socket == null || in == null) {
            return true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] buffer = new byte[4096];
        try {
            while (System.nanoTime() < deadline) {
                socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                if (in.read(buffer) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new EOFException("That is no answer of HTTP.");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = Math.max(0, line.indexOf(':'));
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            skipChunks(in);
        } else {
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        return new Answer(status[1], headers);
    }

    private static void skipChunks(InputStream in) throws IOException {
        long length;
        do {
            length = Long.parseLong(line(in), 16);
            in.skipNBytes(length);
            var unused = line(in);
        } while (length > 0);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || text.length() > LONGEST_LINE) {
                throw new EOFException("The connection ended within a line.");
            }
            text.append((char) next);
        }
        return text.toString().strip();
    }

    @Override
    public void close() {
        if (socket != null) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed then.
        }
    }
}
