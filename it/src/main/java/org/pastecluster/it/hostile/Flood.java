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
        List<Caller> quick = new ArrayList<>();
        try {
            String body = "{" + " ".repeat(random.nextInt(4_000));
            for (int i = 0; i < connections; i++) {
                Caller caller = new Caller(target);
                boolean asks = i % 8 == 0;
                (asks ? quick : slow).add(caller);
                if (!asks) {
                    var unused = caller.send(Heads.forgedPost(target, "health", "Content-Length", "5000") + body);
                }
            }
            for (int i = 0; i < rounds; i++) {
                ask(target, quick, tally);
                if (known) {
                    askAsPeer(target, tally);
                }
            }
            for (Caller caller : slow) {
                tally.add("a flood of halves", caller.answer(Duration.ofMillis(1)));
            }
        } finally {
            slow.forEach(Caller::close);
            quick.forEach(Caller::close);
        }
        return tally;
    }

    private void ask(Target target, List<Caller> callers, Tally tally) {
        byte[] question =
                Heads.of("GET", "/api/cluster/nodes", target, Map.of()).getBytes(StandardCharsets.US_ASCII);
        callers.forEach(caller -> caller.send(question));
        for (Caller caller : callers) {
            tally.add("a flood of questions", caller.answer(patience));
        }
    }

    private void askAsPeer(Target target, Tally tally) {
        long begin = System.nanoTime();
        try (Caller caller = new Caller(target)) {
            String body = "{\"host\":\"http://10.77.0.101:8080\",\"node_code\":\"x\"}";
            Answer answer = caller.ask(peer.request(target, "POST", "find", "", body), patience);
            tally.addPeer(answer, System.nanoTime() - begin);
        }
    }
}
