package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * More connections than a node serves requests, from one address: each begins a body and keeps the rest back, or asks as fast as it is answered. Meanwhile
 * somebody who knows the secret asks from the same address, as a peer behind the same proxy would, and is to be answered.
 */
final class Flood implements Form {

    /** One in so many connections asks. */
    private static final int ASKS = 8;

    private final int connections;
    private final int rounds;
    private final Insider peer;
    private final Duration patience;

    /** @param rounds how often each of those that ask does so */
    Flood(int connections, int rounds, Insider peer, Duration patience) {
        this.patience = patience;
        this.connections = connections;
        this.rounds = rounds;
        this.peer = peer;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("401", "403", "408");
        boolean known = peer.meets(target);
        List<Caller> slow = new ArrayList<>();
        int asking = (connections + ASKS - 1) / ASKS;
        try {
            String body = "{" + " ".repeat(random.nextInt(4_000));
            for (int i = 0; i < connections - asking; i++) {
                Caller caller = new Caller(target);
                slow.add(caller);
                var unused = caller.send(Heads.forgedPost(target, "health", "Content-Length", "5000") + body);
            }
            for (int i = 0; i < rounds; i++) {
                ask(target, asking, tally);
                if (known) {
                    peer.ask(target, patience, tally);
                }
            }
            for (Caller caller : slow) {
                tally.add("a flood of halves", caller.answer(Duration.ofMillis(1)));
            }
        } finally {
            slow.forEach(Caller::close);
        }
        return tally;
    }

    /** Each on a connection of its own, which a node that has no web server of an application closes after the answer. */
    private void ask(Target target, int count, Tally tally) {
        byte[] question =
                Heads.of("GET", "/api/cluster/nodes", target, Map.of()).getBytes(StandardCharsets.US_ASCII);
        List<Caller> callers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Caller caller = new Caller(target);
                callers.add(caller);
                var unused = caller.send(question);
            }
            for (Caller caller : callers) {
                tally.add("a flood of questions", caller.answer(patience));
            }
        } finally {
            callers.forEach(Caller::close);
        }
    }
}
