package org.pastecluster.it.lab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Obstacles as nft's rules. What makes packets vanish is one table on the bridge, so that a split befalls everybody at once; what refuses and what leads
 * elsewhere is in the nodes' own networks, since only a machine of its own can do that. Pure.
 */
final class Ruleset {

    private static final Comparator<Obstacle> ORDER =
            Comparator.comparing(Obstacle::way).thenComparing(Obstacle::from).thenComparing(Obstacle::to);

    private final List<Obstacle> obstacles;

    Ruleset(Collection<Obstacle> obstacles) {
        this.obstacles = obstacles.stream().distinct().sorted(ORDER).toList();
    }

    /** For the bridge: replaces what is there at once. */
    String ofBridge() {
        return """
                table bridge cuts
                delete table bridge cuts
                table bridge cuts {
                chain forward { type filter hook forward priority 0;
                %s}
                }
                """.formatted(rules(obstacle -> true, Ruleset::onBridge));
    }

    /** For a node's own network: replaces what is there at once. Its table of detours stands from the start, for the kernel follows only connections
     * that it saw begin. */
    String ofNode(int node) {
        return """
                table inet refusals
                delete table inet refusals
                table inet refusals {
                chain in { type filter hook input priority 0;
                tcp flags & rst == rst accept
                %s}
                chain out { type filter hook output priority 0;
                tcp flags & rst == rst accept
                %s}
                }
                table ip detours
                delete table ip detours
                table ip detours {
                chain out { type nat hook output priority -100;
                %stcp dport %d dnat to :%d
                }
                }
                """.formatted(
                        rules(obstacle -> obstacle.to() == node, Ruleset::refusal),
                        rules(obstacle -> obstacle.to() == node, Ruleset::refusalOfAnswers),
                        rules(obstacle -> obstacle.from() == node, Ruleset::detour),
                        Ports.BEHIND_DETOURS,
                        Ports.SERVICE);
    }

    private interface Rule {
        /** Empty for none. */
        String of(Obstacle obstacle);
    }

    private String rules(Predicate<Obstacle> which, Rule rule) {
        return obstacles.stream()
                .filter(which)
                .map(rule::of)
                .filter(text -> !text.isEmpty())
                .map(text -> text + "\n")
                .collect(Collectors.joining());
    }

    private static String onBridge(Obstacle obstacle) {
        String pair = "ip saddr " + Ports.address(obstacle.from()) + " ip daddr " + Ports.address(obstacle.to());
        return switch (obstacle.way()) {
            case DROP -> pair + " drop";
            case DROP_REQUESTS -> pair + " tcp dport " + Ports.SERVICE + " drop";
            case LOSS -> pair + " numgen random mod 100 < 20 drop";
            case REFUSE_REQUESTS, DELAY, STALL, ANSWERED -> "";
        };
    }

    private static String refusal(Obstacle obstacle) {
        return obstacle.way() != Way.REFUSE_REQUESTS
                ? ""
                : "ip saddr " + Ports.address(obstacle.from()) + " tcp dport " + Ports.SERVICE
                        + " reject with tcp reset";
    }

    private static String refusalOfAnswers(Obstacle obstacle) {
        return obstacle.way() != Way.REFUSE_REQUESTS
                ? ""
                : "ip daddr " + Ports.address(obstacle.from()) + " tcp sport " + Ports.SERVICE
                        + " reject with tcp reset";
    }

    private static String detour(Obstacle obstacle) {
        int port = switch (obstacle.way()) {
            case DELAY, STALL -> Ports.detour(obstacle.to());
            case ANSWERED -> Ports.answers(obstacle.to());
            case DROP, DROP_REQUESTS, REFUSE_REQUESTS, LOSS -> 0;
        };
        return port == 0
                ? ""
                : "ip daddr " + Ports.address(obstacle.to()) + " tcp dport " + Ports.SERVICE + " redirect to :" + port;
    }
}
