package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Signed requests that were sent before, sent once more as they are, to who took them and to who has been started at its address since, and altered. It has
 * them from having made them: nobody needs to listen on the wire to know what is on it.
 */
final class Replays implements Form {

    private static final int KEPT = 64;

    private final int requests;
    private final Insider peer;
    private final Map<Target, Deque<byte[]>> recorded = new HashMap<>();
    private final Duration patience;

    Replays(int requests, Insider peer, Duration patience) {
        this.patience = patience;
        this.requests = requests;
        this.peer = peer;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "411", "415");
        Deque<byte[]> kept = recorded.computeIfAbsent(target, key -> new ArrayDeque<>());
        for (byte[] request : kept) {
            replay(target, request, random, tally);
        }
        for (int i = 0; i < requests && peer.meets(target); i++) {
            byte[] request = fresh(target, random);
            try (Caller caller = new Caller(target)) {
                Answer first = caller.ask(request, patience);
                tally.addPeer(first, 0);
                if (first.outcome().equals("200")) {
                    replay(target, request, random, tally);
                    kept.add(request);
                }
            }
            if (kept.size() > KEPT) {
                kept.remove();
            }
        }
        return tally;
    }

    private byte[] fresh(Target target, SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> peer.request(target, "GET", "status", "", "");
            case 1 -> peer.request(target, "GET", "nodes", "", "");
            default ->
                peer.request(target, "POST", "find", "", "{\"host\":\"http://10.77.0.101:8080\",\"node_code\":\"x\"}");
        };
    }

    /** As it is, and with one letter of its proof altered. */
    private void replay(Target target, byte[] request, SplittableRandom random, Tally tally) {
        try (Caller caller = new Caller(target)) {
            tally.add("a replay", caller.ask(request, patience));
        }
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("pastecluster-");
        int at = from + random.nextInt(text.indexOf("\r\n\r\n") - from);
        char other = (char) ('a' + random.nextInt(26));
        if (Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != other) {
            try (Caller caller = new Caller(target)) {
                String altered = text.substring(0, at) + other + text.substring(at + 1);
                tally.add("an altered replay", caller.ask(altered.getBytes(StandardCharsets.ISO_8859_1), patience));
            }
        }
    }
}
