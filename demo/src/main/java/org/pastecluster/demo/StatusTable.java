package org.pastecluster.demo;

import java.util.List;
import java.util.Locale;

/** How the nodes stand, as a table of plain text. */
final class StatusTable {

    private static final String ROW = "  %-24s %-10s %-14s %-4s %-8s %-24s %s%n";

    private StatusTable() {}

    static String of(List<NodeState> states, long now) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, ROW, "node", "role", "term", "view", "members", "names as leader", "last heard"));
        for (NodeState state : states) {
            text.append(row(state, now));
        }
        return text.toString();
    }

    private static String row(NodeState state, long now) {
        return String.format(
                Locale.ROOT,
                ROW,
                state.host(),
                role(state),
                state.number() == 0 ? "-" : state.number(),
                state.version(),
                state.members().size(),
                state.leader() == null ? "-" : state.leader(),
                state.heardAt() == 0 ? "-" : Board.millis(state.heardAt(), now) + " ms ago");
    }

    private static String role(NodeState state) {
        return switch (state.phase()) {
            case STARTING -> "starting";
            case RUNNING -> state.role().equals("leading") ? "LEADING" : state.role();
            case FROZEN -> "frozen";
            case KILLED -> "killed";
            case LEFT -> "left";
        };
    }
}
