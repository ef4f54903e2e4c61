package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** Links that were asked for as it should be, and then garbage on them: whoever says anything on a link that it reads has ended it. */
final class GarbageFrames implements Form {

    private final int links;
    private final Insider peer;
    private final Duration patience;

    GarbageFrames(int links, Insider peer, Duration patience) {
        this.patience = patience;
        this.links = links;
        this.peer = peer;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("101", "ended");
        for (int i = 0; i < links && peer.meets(target); i++) {
            try (Caller caller = new Caller(target)) {
                Answer opened = caller.ask(request(target, random), patience);
                tally.add("a link", opened);
                if (opened.outcome().equals("101")) {
                    byte[] garbage = new byte[random.nextInt(1, 100_000)];
                    random.nextBytes(garbage);
                    var unused = caller.send(garbage);
                    tally.add("garbage", caller.isEnded(patience) ? new Answer("ended", Map.of()) : Answer.SILENT);
                }
            }
        }
        return tally;
    }

    private byte[] request(Target target, SplittableRandom random) {
        String seal =
                random.nextBoolean() ? "&seal=none" : "&seal=hmac-sha-256-128&salt=" + "0123456789abcdef".repeat(2);
        return peer.request(
                target,
                "GET",
                "link",
                "host=http%3A%2F%2F10.77.0.101%3A8080&dial=1" + seal,
                "",
                Map.of("Connection", "Upgrade", "Upgrade", "pastecluster/1"));
    }
}
