package org.pastecluster.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;

/** Somebody who asks for a link by hand. */
final class LinkStranger implements AutoCloseable {

    private static final AtomicLong NONCES = new AtomicLong(1);

    private final Socket socket;
    private final DataInputStream in;
    private Map<String, String> headers = Map.of();

    LinkStranger(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(socket.getInputStream());
    }

    /** What was sent may be sent again. */
    static String request(String secret, long from, long to, long time, long nonce) {
        return request(secret, from, to, time, nonce, "");
    }

    private static String request(String secret, long from, long to, long time, long nonce, String more) {
        String query = "host=" + URLEncoder.encode("http://stranger:" + (from & 0xffff), StandardCharsets.UTF_8)
                + "&dial=1" + more;
        StringBuilder text = new StringBuilder("GET /api/cluster/link?" + query
                + " HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: pastecluster/1\r\npastecluster: 1\r\n");
        new SignedRequest(new Secret(secret), "GET", "/api/cluster/link", query, new byte[0], from, to, time, nonce)
                .headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    /** The same request, for a WebSocket. */
    static String asWebSocket(String request) {
        return request.replace(
                "Upgrade: pastecluster/1",
                "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: pastecluster.1\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** Sends it, and brings the status of the answer. */
    int ask(String request) throws IOException {
        send(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().substring(9, 12));
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        headers = fields;
        in.readNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0")));
        return status;
    }

    /** Upgrades, with the challenge that comes first. */
    static LinkStranger linked(int port, long from) throws IOException {
        LinkStranger stranger = new LinkStranger(port);
        int challenge = stranger.ask(request(LinkNode.SECRET, from, 0, 0, 1));
        if (challenge != 401 || stranger.ask(stranger.answerTo(from)) != 101) {
            throw new IOException("it was not let in");
        }
        return stranger;
    }

    /** The request that the challenge asks for. */
    String answerTo(long from) {
        return answerTo(from, "");
    }

    /**
     * @param more what else its query says
     */
    String answerTo(long from, String more) {
        return request(
                LinkNode.SECRET,
                from,
                Long.parseUnsignedLong(header("pastecluster-from"), 16),
                time(),
                NONCES.incrementAndGet(),
                more);
    }

    private long time() {
        return Long.parseLong(header("pastecluster-time"));
    }

    String header(String name) {
        return headers.get(name);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads what comes until the end. */
    void awaitEnd() throws IOException {
        socket.setSoTimeout(60_000);
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.net.SocketException reset) {
            return;
        }
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            text.append((char) b);
        }
        return text.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
