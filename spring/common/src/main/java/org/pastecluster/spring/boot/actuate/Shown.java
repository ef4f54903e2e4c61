package org.pastecluster.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Member;

/** What is told of a cluster, in types that look the same through every converter to JSON. */
final class Shown {

    private Shown() {}

    static List<Map<String, Object>> findings(ClusterHealth health) {
        return health.findings().stream()
                .map(finding -> Map.<String, Object>of("kind", finding.kind().name(), "sentence", finding.sentence()))
                .toList();
    }

    static Map<String, Object> view(ClusterView view) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("role", view.role().name());
        shown.put("self", member(view.self()));
        view.currentLeader().ifPresent(leader -> shown.put("leader", member(leader)));
        shown.put("number", view.number());
        shown.put("version", view.version());
        shown.put("members", view.members().stream().map(Shown::member).toList());
        return shown;
    }

    static List<Map<String, Object>> history(List<HistoryEntry> history) {
        return history.stream().map(Shown::entry).toList();
    }

    private static Map<String, Object> entry(HistoryEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", entry.at().toString());
        shown.put("kind", entry.kind().name());
        entry.number().ifPresent(number -> shown.put("number", number));
        Member node = entry.node();
        if (node != null) {
            shown.put("node", node.host());
        }
        shown.put("why", entry.why());
        return shown;
    }

    private static Map<String, Object> member(Member member) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("host", member.host());
        shown.put("id", member.id());
        shown.put("group", member.group());
        shown.put("name", member.name());
        shown.put("incarnation", Long.toHexString(member.incarnation()));
        return shown;
    }
}
