package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Bodies that are too long, of a wrong kind, or malformed; from strangers, and from somebody whose signature is right. */
final class BadBodies implements Form {

    private static final int LONG = 3 << 20;

    private static final List<String> MALFORMED = List.of(
            "",
            "{bad",
            "[]",
            "{\"host\":5,\"body\":5}",
            "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
            "[".repeat(100_000),
            "{\"host\":\"a\",\"host\":\"b\"}",
            "{\"pastecluster\":{\"kind\":\"leave\",\"envelope\":{\"from\":{\"host\":\"http://a\"}}}}",
            "{\"pastecluster\":{\"version\":1,\"kind\":\"nothing\",\"envelope\":{},\"body\":{}}}",
            "\u0000\u0001\u0002");

    private final int requests;
    private final Insider peer;
    private final Insider stranger;
    private final Duration patience;

    /** @param stranger signs with another secret */
    BadBodies(int requests, Insider peer, Insider stranger, Duration patience) {
        this.patience = patience;
        this.requests = requests;
        this.peer = peer;
        this.stranger = stranger;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "404", "408", "411", "413", "415", "501");
        boolean known = peer.meets(target);
        for (int i = 0; i < requests; i++) {
            try (Caller caller = new Caller(target)) {
                send(caller, target, random, known);
                tally.add("a bad body", caller.answer(patience));
            }
        }
        return tally;
    }

    private void send(Caller caller, Target target, SplittableRandom random, boolean known) {
        String path =
                List.of("join", "vote", "msg", "leave", "master", "health").get(random.nextInt(6));
        String body = MALFORMED.get(random.nextInt(MALFORMED.size()));
        switch (random.nextInt(known ? 9 : 7)) {
            case 0 -> caller.send(Heads.forgedPost(target, path, "Content-Length", "2147483647"));
            case 1 -> caller.send(Heads.forgedPost(target, path, "Content-Length", "-1") + body);
            case 2 ->
                caller.send(Heads.forgedPost(target, path, "Transfer-Encoding", "chunked") + "zz\r\n{}\r\n0\r\n\r\n");
            case 3 -> sendLong(caller, Heads.forgedPost(target, path, "Content-Length", String.valueOf(LONG)), "");
            case 4 -> {
                String chunk = Integer.toHexString(LONG) + "\r\n";
                sendLong(
                        caller,
                        Heads.forgedPost(target, path, "Transfer-Encoding", "chunked") + chunk,
                        "\r\n0\r\n\r\n");
            }
            case 5 ->
                caller.send(Heads.of(
                        "POST",
                        Insider.BASE + path,
                        target,
                        Map.of("Content-Type", "text/plain", "Content-Length", "0")));
            case 6 -> caller.send(stranger.request(target, "POST", path, "", body));
            case 7 -> caller.send(peer.request(target, "POST", path, "", body));
            default -> caller.send(peer.request(target, "POST", path, "", "\"".repeat((1 << 20) + 1)));
        }
    }

    private static boolean sendLong(Caller caller, String head, String end) {
        boolean open = caller.send(head);
        byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; open && sent < LONG; sent += piece.length) {
            open = caller.send(piece);
        }
        return open && caller.send(end);
    }
}
