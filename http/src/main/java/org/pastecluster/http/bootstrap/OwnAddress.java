package org.pastecluster.http.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.client.NodeAnswer;
import org.pastecluster.http.client.NodeCallException;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;

/**
 * Finds out, or checks, under which URL this process is reached: a call to it must come back to this very incarnation. Works
 * before the node has started, as soon as its port is open. Thread-safe; never blocks.
 */
public final class OwnAddress {

    private final NodeClient client;
    private final long incarnation;
    private final @Nullable String nodeCode;

    OwnAddress(NodeClient client, long incarnation, @Nullable String nodeCode) {
        this.client = client;
        this.incarnation = incarnation;
        this.nodeCode = nodeCode;
    }

    /**
     * Checks that a URL leads back to this process. Where nothing answers in time, as from inside of some networks, it asks the
     * peers to call that URL back.
     *
     * @param peers who may be asked
     * @param timeout longest wait for an answer at the URL; peers get three times as long
     * @return true when it does; false when nothing answered and no peer can tell. Fails with a
     *     {@link ClusterConfigurationException} that names the fix when the URL is wrong
     */
    public CompletionStage<Boolean> verify(String host, List<NodeAddress> peers, Duration timeout) {
        CompletableFuture<Boolean> verdict = new CompletableFuture<>();
        var unused = find(NodeAddress.of(host), timeout).whenComplete((answer, failure) -> {
            if (answer != null && answer.incarnation() == incarnation) {
                verdict.complete(true);
            } else if (answer != null) {
                verdict.completeExceptionally(new OtherNodeException(sentence(host, "another node answers there")));
            } else if (isSilent(failure)) {
                new PeersVerdict(client, incarnation, verdict)
                        .ask(NodeAddress.of(host), peers, timeout.multipliedBy(3));
            } else {
                String why = String.valueOf(causeOf(failure).getMessage());
                verdict.completeExceptionally(new ClusterConfigurationException(sentence(host, why)));
            }
        });
        return verdict;
    }

    /** What a person should know of a URL at which nothing answered in time. */
    public static String silent(String host) {
        return "Nothing answered in time at this node's own URL " + host
                + ". Some networks do not let a machine call its"
                + " own address, and then all is well; else set its own URL (host) to the scheme, address and port that"
                + " lead to this process, or the others cannot reach it.";
    }

    /**
     * Finds this process's entry in the list, as FindMe does: it calls each entry and sees which call comes back to itself.
     * If none does, it asks the nodes that answered from which address they see it, and checks that.
     *
     * @param listed the known nodes
     * @param scheme {@code http} or {@code https}
     * @param port the port on which this process listens; 0 when it is not known, and then only the list can tell
     * @param timeout longest wait for each of up to three steps
     * @return fails with a {@link ClusterConfigurationException} that names the fix when no address leads back
     */
    public CompletionStage<NodeAddress> find(List<NodeAddress> listed, String scheme, int port, Duration timeout) {
        return find(listed, scheme, port, "", timeout);
    }

    /**
     * As above, for a program under a path of its server.
     *
     * @param path what stands between the port and {@link org.pastecluster.http.HttpSettings#basePath()}, such as {@code /app}; empty
     *     for nothing
     */
    public CompletionStage<NodeAddress> find(
            List<NodeAddress> listed, String scheme, int port, String path, Duration timeout) {
        CompletableFuture<NodeAddress> found = new CompletableFuture<>();
        List<CompletableFuture<@Nullable String>> calls = new ArrayList<>();
        for (NodeAddress entry : listed) {
            calls.add(find(entry, timeout).toCompletableFuture().handle((answer, failure) -> {
                if (answer == null) {
                    return null;
                } else if (answer.incarnation() == incarnation) {
                    found.complete(entry);
                }
                return seenAs(answer);
            }));
        }
        var unused = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .whenComplete((none, failure) -> {
                    if (!found.isDone()) {
                        checkSeen(mostReachable(calls), listed, scheme, port, path, timeout, found);
                    }
                });
        return found;
    }

    /** Nodes on the same machine may see an address of the machine's inside, which leads nobody else here. */
    private static @Nullable String mostReachable(List<CompletableFuture<@Nullable String>> calls) {
        String inside = null;
        for (CompletableFuture<@Nullable String> call : calls) {
            String seen = call.join();
            if (seen != null && !isInside(seen)) {
                return seen;
            }
            inside = inside == null ? seen : inside;
        }
        return inside;
    }

    private static boolean isInside(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    private void checkSeen(
            @Nullable String address,
            List<NodeAddress> listed,
            String scheme,
            int port,
            String path,
            Duration timeout,
            CompletableFuture<NodeAddress> found) {
        if (address == null) {
            found.completeExceptionally(new ClusterConfigurationException(
                    "This node does not know its own URL, no entry of the node list leads back to it, and no other node"
                            + " answered that could tell it: set the node's own URL (host)."));
            return;
        }
        if (port == 0) {
            found.completeExceptionally(new ClusterConfigurationException("Other nodes see this one as " + address
                    + ", but no entry of the node list leads back to it: set the node's own URL (host), or put it into"
                    + " the list."));
            return;
        }
        String shown = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        String candidate = scheme + "://" + shown + ":" + port + path;
        ClusterConfigurationException astray = new ClusterConfigurationException("Other nodes see this one as "
                + address + ", but " + candidate + " does not lead back to it: set the node's own URL (host).");
        NodeAddress own = entry(candidate, listed);
        if (own == null) {
            found.completeExceptionally(astray);
            return;
        }
        var unused = verify(own.host(), listed, timeout).whenComplete((leadsBack, wrong) -> {
            if (Boolean.TRUE.equals(leadsBack)) {
                found.complete(own);
            } else {
                found.completeExceptionally(astray);
            }
        });
    }

    /** What the list says of a URL; null when it is none, as with a zone in it. */
    private static @Nullable NodeAddress entry(String url, List<NodeAddress> listed) {
        try {
            NodeAddress bare = NodeAddress.of(url);
            return listed.stream()
                    .filter(entry -> entry.host().equals(bare.host()))
                    .findFirst()
                    .orElse(bare);
        } catch (ClusterConfigurationException notAUrl) {
            return null;
        }
    }

    private CompletionStage<NodeAnswer> find(NodeAddress entry, Duration timeout) {
        JsonObject body = new DotNetNode(entry.host(), entry.id(), entry.group(), entry.name(), nodeCode, 0, 0, 0)
                .writeTo(new JsonObject());
        return client.ask(entry.host(), Operation.FIND, body, timeout);
    }

    private static @Nullable String seenAs(NodeAnswer answer) {
        try {
            return answer.body().requiredObject(FrameCodec.FIELD).text("seen_as");
        } catch (JsonException malformed) {
            return null;
        }
    }

    static String sentence(String host, String why) {
        return "This node cannot be reached at " + host + ": " + why + (why.endsWith(".") ? "" : ".")
                + " Set its own URL (host) to the scheme, address and port that lead to this process.";
    }

    /** A name without an address is no silence: it would be silent for the others too. */
    private static boolean isSilent(Throwable failure) {
        return causeOf(failure) instanceof NodeCallException call
                && call.failure() == CallFailure.SILENT
                && !call.isUnknownName();
    }

    static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
