package org.pastecluster.http.handler;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;

/** One HTTP answer, for an adapter to write. Immutable, if nobody changes its body. */
public final class HttpAnswer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable LinkDoor link;
    private final boolean proven;

    /** Of a request that showed nothing. */
    HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null, false);
    }

    HttpAnswer(int status, Map<String, String> headers, byte[] body, @Nullable LinkDoor link, boolean proven) {
        this.link = link;
        this.proven = proven;
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** One of 101, 200, 400, 401, 403, 404, 405, 408, 413, 415, 426, 429, 431, 500, 501, 503. */
    public int status() {
        return status;
    }

    /** By name, the content type among them; the adapter adds the length. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Where to hand in the connection once the answer, which has status 101, was sent; null with every other status. Only who
     * {@linkplain Responder#canUpgrade() said} that it can do that is asked to. If the header {@code upgrade} is {@code websocket}, what
     * is handed in puts what is written into binary messages: a web server's own WebSocket, which may set the headers of its
     * handshake itself, or a {@link org.pastecluster.http.link.WebSocketOutput}.
     */
    public @Nullable LinkDoor link() {
        return link;
    }

    /** Whether who sent the request has shown that it holds the secret, also where it is turned away. */
    public boolean isProven() {
        return proven;
    }

    /** May be empty; not to be changed. */
    public byte[] body() {
        return body;
    }
}
