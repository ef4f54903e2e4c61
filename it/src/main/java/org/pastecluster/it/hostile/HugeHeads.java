package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Long headers, long queries, long paths, and many of them. */
final class HugeHeads implements Form {

    private final int requests;
    private final Duration patience;

    HugeHeads(int requests, Duration patience) {
        this.patience = patience;
        this.requests = requests;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "404", "414", "431");
        for (int i = 0; i < requests; i++) {
            try (Caller caller = new Caller(target)) {
                tally.add(
                        "a huge head",
                        caller.ask(head(target, random).getBytes(StandardCharsets.ISO_8859_1), patience));
            }
        }
        return tally;
    }

    private static String head(Target target, SplittableRandom random) {
        String much = "x".repeat(List.of(2_049, 7_000, 70_000, 1 << 20).get(random.nextInt(4)));
        return switch (random.nextInt(5)) {
            case 0 -> Heads.of("GET", "/api/cluster/health", target, Map.of("fromnode", much));
            case 1 -> Heads.of("GET", "/api/cluster/health?" + much, target, Map.of());
            case 2 -> Heads.of("GET", "/api/cluster/" + much, target, Map.of());
            case 3 -> Heads.of("GET", "/api/cluster/status", target, Map.of("pastecluster-signature", much));
            default ->
                Heads.of("GET", "/api/cluster/ask", target, Map.of())
                        .replace("\r\n\r\n", "\r\n" + "a: b\r\n".repeat(much.length() / 6) + "\r\n");
        };
    }
}
