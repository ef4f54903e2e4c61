package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;

/**
 * Somebody who signs requests: with the right secret a peer, with another one a stranger. What it signs a node takes once. Not thread-safe.
 */
final class Insider {

    static final String BASE = "/api/cluster/";
    private final Secret secret;
    private final long incarnation;
    private final Duration patience;
    private long nonce;
    private long to;
    private long time;
    private long metAt;

    Insider(String secret, long incarnation, Duration patience) {
        this.patience = patience;
        this.secret = new Secret(secret);
        this.incarnation = incarnation;
    }

    /**
     * Learns who listens there, and what its clock shows.
     *
     * @return false when nobody takes signatures there: it is gone, frozen, or in another mode
     */
    boolean meets(Target target) {
        to = 0;
        time = 0;
        try (Caller caller = new Caller(target)) {
            Answer answer = caller.ask(request(target, "GET", "health", "", ""), patience);
            if (!answer.outcome().equals("401")) {
                return false;
            }
            to = Long.parseUnsignedLong(answer.header("pastecluster-from"), 16);
            time = Long.parseLong(answer.header("pastecluster-time"));
            metAt = System.nanoTime();
            return true;
        }
    }

    /** Asks on a new connection, and counts what came of it. */
    void ask(Target target, Duration patience, Tally tally) {
        long begin = System.nanoTime();
        try (Caller caller = new Caller(target)) {
            String body = "{\"host\":\"http://10.77.0.101:8080\",\"node_code\":\"x\"}";
            Answer answer = caller.ask(request(target, "POST", "find", "", body), patience);
            tally.addPeer(answer, System.nanoTime() - begin);
        }
    }

    /** A whole request that is signed for whom it has met. */
    byte[] request(Target target, String method, String operation, String query, String body) {
        return request(target, method, operation, query, body, Map.of());
    }

    byte[] request(
            Target target, String method, String operation, String query, String body, Map<String, String> more) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.putAll(sign(method, operation, query, bytes));
        if (method.equals("POST")) {
            headers.put("Content-Type", "application/json");
            headers.putIfAbsent("Content-Length", String.valueOf(bytes.length));
        }
        byte[] head = Heads.of(method, BASE + operation + (query.isEmpty() ? "" : "?" + query), target, headers)
                .getBytes(StandardCharsets.ISO_8859_1);
        return Heads.joined(head, bytes);
    }

    /** The headers that prove a request. */
    Map<String, String> sign(String method, String operation, String query, byte[] body) {
        long now = time == 0 ? 0 : time + (System.nanoTime() - metAt) / 1_000_000;
        return new SignedRequest(secret, method, BASE + operation, query, body, incarnation, to, now, ++nonce)
                .headers();
    }
}
