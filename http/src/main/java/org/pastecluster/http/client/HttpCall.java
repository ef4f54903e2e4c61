package org.pastecluster.http.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;

/** One HTTP request on its way. Touched by the loop's thread alone. */
final class HttpCall {

    /** Takes what became of a call: one of the two, once, on the loop's thread. */
    interface Outcome {
        void answered(HttpReply reply);

        /** The answer had status 101, and the connection is the caller's from now on. */
        default void upgraded(HttpReply reply, Upgraded connection) {
            connection.close();
            failed(CallFailure.FOREIGN, "it upgrades a connection where nobody asked for that");
        }

        void failed(CallFailure failure, String detail);
    }

    private final byte[] bytes;
    private final long deadline;
    private final Outcome outcome;
    private @Nullable Connection connection;
    private boolean onFreshConnection;
    private boolean onlyOnce;
    private boolean transmitted;
    private @Nullable String sentInVain;
    private boolean done;

    /**
     * @param path path and query as they are sent
     * @param deadline when it fails as silent, on the loop's clock
     */
    HttpCall(
            Target target,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            long deadline,
            Outcome outcome) {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nAccept: application/json\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        this.bytes = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, bytes, start.length, body.length);
        this.deadline = deadline;
        this.outcome = outcome;
    }

    ByteBuffer toSend() {
        return ByteBuffer.wrap(bytes);
    }

    long deadline() {
        return deadline;
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    void carriedBy(@Nullable Connection carrier) {
        connection = carrier;
    }

    /** It does something each time it arrives: it is never sent again, even where it need not have arrived. */
    void sendOnlyOnce() {
        onlyOnce = true;
    }

    /** Whether it may be sent again, as a connection that was used before has failed it. */
    boolean maySendAgain() {
        return !onlyOnce && !onFreshConnection;
    }

    /** Its first bytes go out. */
    void transmit() {
        transmitted = true;
    }

    /** Whether any of it may have arrived. */
    boolean isTransmitted() {
        return transmitted;
    }

    /** Whether it must not go over a connection that was used before, because one of these has failed it. */
    boolean needsFreshConnection() {
        return onFreshConnection;
    }

    void needFreshConnection() {
        onFreshConnection = true;
    }

    /** It is not sent, or not again: whether anybody listens there is all that is to be found out. */
    void sentInVain(String detail) {
        onFreshConnection = true;
        sentInVain = detail;
    }

    /** What it fails with if somebody listens; null while it may be sent. */
    @Nullable
    String sentInVain() {
        return sentInVain;
    }

    boolean isDone() {
        return done;
    }

    void answered(HttpReply reply) {
        if (!done) {
            done = true;
            outcome.answered(reply);
        }
    }

    void upgraded(HttpReply reply, Upgraded connection) {
        if (done) {
            connection.close();
        } else {
            done = true;
            outcome.upgraded(reply, connection);
        }
    }

    void failed(CallFailure failure, String detail) {
        if (!done) {
            done = true;
            outcome.failed(failure, detail);
        }
    }
}
