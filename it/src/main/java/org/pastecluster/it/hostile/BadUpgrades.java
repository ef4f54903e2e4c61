package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Requests for links that nobody should get: without proof, with a wrong one, or with a right one and wrong in something else. */
final class BadUpgrades implements Form {

    private static final String QUERY = "host=http%3A%2F%2F10.77.0.101%3A8080&dial=1";

    private final int requests;
    private final Insider peer;
    private final Insider stranger;
    private final Duration patience;

    /** @param stranger signs with another secret */
    BadUpgrades(int requests, Insider peer, Insider stranger, Duration patience) {
        this.patience = patience;
        this.requests = requests;
        this.peer = peer;
        this.stranger = stranger;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "426", "501");
        boolean known = peer.meets(target);
        for (int i = 0; i < requests; i++) {
            try (Caller caller = new Caller(target)) {
                tally.add("a bad upgrade", caller.ask(request(target, random, known), patience));
            }
        }
        return tally;
    }

    private byte[] request(Target target, SplittableRandom random, boolean known) {
        return switch (random.nextInt(known ? 8 : 4)) {
            case 0 -> bytes(Heads.of("GET", "/api/cluster/link?" + QUERY, target, upgrade("pastecluster/1")));
            case 1 -> bytes(Heads.of("GET", "/api/cluster/link?" + QUERY, target, upgrade("websocket")));
            case 2 -> bytes(Heads.of("GET", "/api/cluster/health", target, upgrade("h2c")));
            case 3 -> stranger.request(target, "GET", "link", QUERY, "", upgrade("pastecluster/1"));
            case 4 -> peer.request(target, "GET", "link", QUERY, "", upgrade("pastecluster/9"));
            case 5 -> peer.request(target, "GET", "link", QUERY, "", upgrade("websocket"));
            case 6 -> peer.request(target, "GET", "link", "host=nowhere&dial=x", "", upgrade("pastecluster/1"));
            default -> peer.request(target, "GET", "link", QUERY + "&seal=rot13", "", upgrade("pastecluster/1"));
        };
    }

    private static Map<String, String> upgrade(String to) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", to);
        return headers;
    }

    private static byte[] bytes(String head) {
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
