package org.pastecluster.http.handler;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;

/** One HTTP answer, for an adapter to write. Immutable, if nobody changes its body. */
public final class HttpAnswer {

    /** What its request showed of the secret. */
    public enum Shown {
        /** Nothing. */
        NOTHING,
        /** A signature made with it, but not for now: a first contact that needs a challenge, or a recording. Whoever sent it need not know the secret. */
        SIGNATURE,
        /** Whoever sent it holds the secret. */
        SECRET
    }

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable LinkDoor link;
    private final Shown shown;

    /** Of a request that showed nothing. */
    HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null, Shown.NOTHING);
    }

    HttpAnswer(int status, Map<String, String> headers, byte[] body, @Nullable LinkDoor link, Shown shown) {
        this.link = link;
        this.shown = shown;
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

    /** What was shown, also where the request is turned away. */
    public Shown shown() {
        return shown;
    }

    /** May be empty; not to be changed. */
    public byte[] body() {
        return body;
    }
}
