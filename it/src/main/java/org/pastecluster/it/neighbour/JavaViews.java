package org.pastecluster.it.neighbour;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** Whom the nodes of this project follow and whom they list, as their journals tell; strangers have no part in it. */
final class JavaViews {

    /** Nodes from here on belong to no cluster. */
    private static final int FIRST_STRANGER = 100;

    private final Map<Integer, TreeMap<Long, NodeEntry.View>> byNode = new TreeMap<>();

    /** Takes what one process wrote, in its order. */
    Consumer<NodeEntry> reader(RunId run) {
        return entry -> {
            if (entry instanceof NodeEntry.View view && run.node() < FIRST_STRANGER) {
                byNode.computeIfAbsent(run.node(), node -> new TreeMap<>()).put(view.at(), view);
            }
        };
    }

    /** Whom all of them named just before that time; empty if they did not name one, which others judge. */
    Optional<String> leader(long before) {
        Set<String> named =
                last(before).values().stream().map(NodeEntry.View::leader).collect(Collectors.toSet());
        return named.size() == 1
                ? named.stream().filter(one -> !one.equals("-")).findFirst()
                : Optional.empty();
    }

    /** The hosts that each node had in its list just before that time, in alphabetical order. */
    Map<Integer, List<String>> lists(long before) {
        Map<Integer, List<String>> lists = new TreeMap<>();
        last(before)
                .forEach((node, view) -> lists.put(
                        node,
                        view.members().stream()
                                .map(member -> member.substring(0, member.indexOf('#')))
                                .sorted()
                                .toList()));
        return lists;
    }

    private Map<Integer, NodeEntry.View> last(long before) {
        Map<Integer, NodeEntry.View> last = new HashMap<>();
        byNode.forEach((node, views) -> {
            Map.Entry<Long, NodeEntry.View> latest = views.lowerEntry(before);
            if (latest != null) {
                last.put(node, latest.getValue());
            }
        });
        return last;
    }
}
