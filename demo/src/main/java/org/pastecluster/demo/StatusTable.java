package org.pastecluster.demo;

import java.util.List;
import java.util.Locale;

/** How the nodes stand, as a table of plain text. */
final class StatusTable {

    /** Fits into 80 columns with the hosts that the demo picks, all of which begin with the same scheme. */
    private static final String ROW = "  %-15s %-9s %-13s %-4s %-7s %-15s %s%n";

    private static final String SCHEME = "http://";

    private StatusTable() {}

    static String of(List<NodeState> states, long now) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(Locale.ROOT, ROW, "node", "role", "term", "view", "members", "its leader", "heard ago"));
        for (NodeState state : states) {
            text.append(row(state, now));
        }
        return text.toString();
    }

    private static String row(NodeState state, long now) {
        return String.format(
                Locale.ROOT,
                ROW,
                address(state.host()),
                role(state),
                state.number() == 0 ? "-" : state.number(),
                state.version(),
                state.members().size(),
                state.leader() == null ? "-" : address(state.leader()),
                state.heardAt() == 0 ? "-" : Board.millis(state.heardAt(), now) + " ms");
    }

    private static String address(String host) {
        return host.startsWith(SCHEME) ? host.substring(SCHEME.length()) : host;
    }

    private static String role(NodeState state) {
        return switch (state.phase()) {
            case STARTING -> "starting";
            case RUNNING -> state.role().equals("leading") ? "LEADING" : state.role();
            case FROZEN -> "frozen";
            case KILLED -> "killed";
            case LEFT -> "left";
            case ENDED -> "ended";
        };
    }
}
