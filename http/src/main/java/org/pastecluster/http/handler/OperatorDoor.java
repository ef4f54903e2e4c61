package org.pastecluster.http.handler;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.auth.QueryParameters;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonPrinter;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.Operation;

/** What people and deployment tools ask: looking at the cluster, registering and adding nodes by hand. */
final class OperatorDoor {

    private static final String DONE_BY_HAND = "手动加入!";

    private final Supplier<@Nullable AddressCheck> addresses;
    private final Executor answers;

    /**
     * @param addresses checks what this node is told to be reached at; null to believe it
     * @param answers writes answers that were waited for
     */
    OperatorDoor(Supplier<@Nullable AddressCheck> addresses, Executor answers) {
        this.addresses = addresses;
        this.answers = answers;
    }

    void get(Cluster cluster, Operation operation, String query, Exchange exchange) throws RefusedException {
        switch (operation) {
            case STATUS -> exchange.text(status(cluster.view()));
            case NODES -> exchange.json(nodes(cluster.view()));
            case HISTORY -> exchange.json(history(cluster));
            case JOININ -> register(cluster, address(query), exchange, () -> exchange.text(DONE_BY_HAND));
            case ADDONE -> {
                cluster.addNode(address(query));
                exchange.text(DONE_BY_HAND);
            }
            default -> throw new RefusedException(404, "there is no such path");
        }
    }

    /** PasteSpider's notice: this program runs at that address, and its first port is ours. */
    void run(Cluster cluster, JsonObject notice, Exchange exchange, Runnable answer)
            throws JsonException, RefusedException {
        String address = notice.requiredText("proAddress");
        String port = notice.requiredObject("extendService")
                .text("listenPorts", "")
                .split(",", 2)[0]
                .strip();
        Member self = cluster.self();
        try {
            String host = port.isEmpty() ? "http://" + address : "http://" + address + ":" + port;
            register(cluster, new NodeAddress(host, self.id(), self.group(), self.name()), exchange, answer);
        } catch (ClusterConfigurationException notAnAddress) {
            throw new RefusedException(
                    400, "'proAddress' and 'listenPorts' must make a URL, such as 192.0.2.9 and 8080");
        }
    }

    /** A URL that leads elsewhere would make this node unreachable: who says so is told, and it stays where it is. */
    private void register(Cluster cluster, NodeAddress address, Exchange exchange, Runnable answer) {
        AddressCheck check = addresses.get();
        if (check == null || address.host().equals(cluster.self().host())) {
            cluster.register(address);
            answer.run();
            return;
        }
        var unused = check.leadsHere(address.host())
                .whenCompleteAsync(
                        (leadsHere, wrong) -> {
                            if (wrong != null) {
                                exchange.refuse(400, sentence(wrong));
                            } else if (!exchange.isAnswered()) {
                                cluster.register(address);
                                answer.run();
                            }
                        },
                        answers);
    }

    private static String sentence(Throwable wrong) {
        Throwable cause = wrong.getCause();
        return String.valueOf((wrong instanceof CompletionException && cause != null ? cause : wrong).getMessage());
    }

    private static String status(ClusterView view) {
        Member leader = view.leader();
        return "总节点数:" + view.members().size() + " Master:" + (leader == null ? "" : leader.host()) + " Current:"
                + view.self().host() + " Count:0";
    }

    private static byte[] nodes(ClusterView view) {
        return JsonPrinter.bytes(view.members().stream()
                .map(member -> DotNetNode.of(member).writeTo(new JsonObject()))
                .toList());
    }

    private static byte[] history(Cluster cluster) {
        return JsonPrinter.bytes(
                cluster.history().stream().map(OperatorDoor::entry).toList());
    }

    private static JsonObject entry(HistoryEntry entry) {
        Member about = entry.node();
        return new JsonObject()
                .put("at", entry.at().toString())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put(
                        "number",
                        entry.number().isEmpty()
                                ? null
                                : Long.toString(entry.number().getAsLong()))
                .put("node", about == null ? null : about.host())
                .put("why", entry.why());
    }

    private static NodeAddress address(String query) throws RefusedException {
        Map<String, String> parameters = QueryParameters.of(query);
        try {
            return new NodeAddress(
                    parameters.getOrDefault("host", ""),
                    number(parameters.get("id")),
                    number(parameters.get("group")),
                    parameters.getOrDefault("name", ""));
        } catch (ClusterConfigurationException notAHost) {
            throw new RefusedException(400, "'host' must be a base URL, such as http://192.0.2.3:8080");
        } catch (NumberFormatException notANumber) {
            throw new RefusedException(400, "'id' and 'group' must be whole numbers");
        }
    }

    private static int number(@Nullable String text) {
        return text == null || text.isBlank() ? 0 : Integer.parseInt(text.strip());
    }
}
