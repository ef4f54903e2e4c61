package org.pastecluster.discovery.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a Redis, for a few commands. Each wait ends after the time-out, or when the thread is interrupted. What is thrown says
 * where and why, and no secret.
 */
final class RedisConnection implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_REFUSAL = 160;

    private final RedisUrl url;
    private final Socket socket;
    private final Replies replies;
    private final OutputStream out;

    private RedisConnection(RedisUrl url, Socket socket) throws IOException {
        this.url = url;
        this.socket = socket;
        this.replies = new Replies(new BufferedInputStream(socket.getInputStream()), MOST_BYTES);
        this.out = socket.getOutputStream();
    }

    /**
     * Connects and logs in.
     *
     * @param ssl gives what {@code rediss} is spoken with; not asked for {@code redis}
     */
    static RedisConnection open(RedisUrl url, Duration timeout, Supplier<SSLContext> ssl) throws IOException {
        // A channel's socket, because a thread that waits for it can be interrupted.
        Socket plain = SocketChannel.open().socket();
        try {
            plain.connect(new InetSocketAddress(url.host(), url.port()), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            plain.setTcpNoDelay(true);
            RedisConnection connection = new RedisConnection(url, url.tls() ? secured(plain, url, ssl.get()) : plain);
            connection.login();
            return connection;
        } catch (IOException failed) {
            plain.close();
            throw named(url, failed);
        } catch (RuntimeException | Error failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket secured(Socket plain, RedisUrl url, SSLContext ssl) throws IOException {
        SSLSocket secured = (SSLSocket) ssl.getSocketFactory().createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void login() throws IOException {
        String password = url.password();
        if (password != null) {
            try {
                var unused = url.user() == null ? send("AUTH", password) : send("AUTH", url.user(), password);
            } catch (Replies.Refusal refused) {
                // Not what it says: some say the password.
                throw new IOException("it refuses user and password of the URL (" + refused.code() + ")");
            }
        }
        if (url.database() != 0) {
            try {
                var unused = send("SELECT", String.valueOf(url.database()));
            } catch (Replies.Refusal refused) {
                throw refusal("SELECT", refused);
            }
        }
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws IOException when it is refused or does not come; then the connection is of no more use
     */
    List<String> command(String... words) throws IOException {
        try {
            return send(words);
        } catch (Replies.Refusal refused) {
            throw named(url, refusal(words[0], refused));
        } catch (IOException failed) {
            throw named(url, failed);
        }
    }

    private List<String> send(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(bytes("*" + words.length + "\r\n"));
        for (String word : words) {
            byte[] text = bytes(word);
            request.writeBytes(bytes("$" + text.length + "\r\n"));
            request.writeBytes(text);
            request.writeBytes(bytes("\r\n"));
        }
        out.write(request.toByteArray());
        out.flush();
        return replies.next();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IOException refusal(String word, Replies.Refusal refused) {
        return new IOException("it refuses " + word + ": " + brief(refused.line()) + hint(refused));
    }

    private static String hint(Replies.Refusal refused) {
        return switch (refused.code()) {
            case "NOAUTH" -> "; write user and password into the URL";
            case "NOPERM" ->
                "; the user needs +time, +hset, +hgetall, +hdel, +pexpire and the key, and +select for a database";
            case "MOVED" -> "; write the URL of the node that it names, a Redis Cluster is not followed";
            default -> "";
        };
    }

    private static String brief(String line) {
        return line.length() > LONGEST_REFUSAL ? line.substring(0, LONGEST_REFUSAL) + "…" : line;
    }

    private static IOException named(RedisUrl url, IOException failure) {
        String why;
        if (failure instanceof SocketTimeoutException) {
            why = "it does not answer" + (url.tls() ? ", or speaks no TLS there" : "");
        } else if (failure instanceof UnknownHostException) {
            why = "its name is not known";
        } else if (failure instanceof ClosedByInterruptException) {
            why = "asking it was interrupted";
        } else if (failure instanceof SSLException) {
            why = "TLS with it failed: " + failure.getMessage();
        } else {
            why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        }
        return new IOException("The Redis at " + url.place() + ": " + why, failure);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
