package org.pastecluster.http.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.client.NodeAnswer;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.Operation;

/**
 * What peers find at a URL at which this process hears nothing itself. One that reaches this process is proof; without such a
 * one, a peer that hears nothing there either proves it wrong.
 */
final class PeersVerdict {

    private static final int ASKED_AT_MOST = 32;

    private final NodeClient client;
    private final long incarnation;
    private final CompletableFuture<Boolean> verdict;

    /**
     * @param incarnation this process's
     * @param verdict completes as {@link OwnAddress#verify} says
     */
    PeersVerdict(NodeClient client, long incarnation, CompletableFuture<Boolean> verdict) {
        this.client = client;
        this.incarnation = incarnation;
        this.verdict = verdict;
    }

    private record Finding(NodeAddress peer, CalledBack found) {}

    void ask(NodeAddress own, List<NodeAddress> peers, Duration timeout) {
        List<CompletableFuture<@Nullable Finding>> calls = peers.stream()
                .filter(peer -> !peer.host().equals(own.host()))
                .limit(ASKED_AT_MOST)
                .map(peer -> ask(own, peer, timeout))
                .toList();
        var unused = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .whenComplete((none, failure) -> judge(
                        own,
                        calls.stream()
                                .map(CompletableFuture::join)
                                .filter(finding -> finding != null)
                                .toList()));
    }

    private CompletableFuture<@Nullable Finding> ask(NodeAddress own, NodeAddress peer, Duration timeout) {
        JsonObject body = CalledBack.ask(new JsonObject().put("host", own.host()), own.host());
        return client.ask(peer.host(), Operation.FIND, body, timeout)
                .toCompletableFuture()
                .handle((answer, failure) -> finding(peer, answer));
    }

    private @Nullable Finding finding(NodeAddress peer, @Nullable NodeAnswer answer) {
        CalledBack found = answer == null ? null : CalledBack.read(answer.body());
        if (found == null) {
            return null;
        }
        if (found.incarnation() == incarnation) {
            verdict.complete(true);
        }
        return new Finding(peer, found);
    }

    private void judge(NodeAddress own, List<Finding> findings) {
        if (findings.isEmpty()) {
            verdict.complete(false);
            return;
        }
        for (Finding finding : findings) {
            if (finding.found().isAlive()) {
                verdict.completeExceptionally(new OtherNodeException(OwnAddress.sentence(
                        own.host(),
                        "another node answers there, as " + finding.peer().host() + " finds")));
            }
        }
        Finding first = findings.get(0);
        verdict.completeExceptionally(new ClusterConfigurationException(OwnAddress.sentence(
                own.host(),
                "it hears nothing there itself, and " + first.peer().host() + " cannot call it either: "
                        + first.found().why())));
    }
}
