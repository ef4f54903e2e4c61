package org.pastecluster.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.bootstrap.OwnAddress;
import org.pastecluster.spring.boot.failure.ClusterSettingException;

/**
 * Finds out under which URL the others reach this application, whose port is open. A name or a proxy may begin to lead here some time after
 * the application has started, and so may other nodes to answer: it asks again until it knows. Only another node that still answers at the URL
 * when a predecessor would have ended is final.
 */
final class OwnUrl implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(1);
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 10_000;
    private static final long CONTESTED_RETRY_MILLIS = 1_000;
    private static final long TOLD_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private final OwnAddress own;
    private final @Nullable String url;
    private final LocalServer server;
    private final List<NodeAddress> nodes;
    private final Consumer<String> trouble;
    private final Duration contest;
    private final CompletableFuture<NodeAddress> found = new CompletableFuture<>();
    private final CompletableFuture<Void> firstTry = new CompletableFuture<>();
    private final ScheduledThreadPoolExecutor thread;
    private final long beganAt = System.nanoTime();
    private long pauseMillis = FIRST_RETRY_MILLIS;
    private boolean told;
    private volatile boolean contested;

    /**
     * @param url what was set; null to find it through the nodes
     * @param nodes who is asked
     * @param contest how long a predecessor at the same URL may take to end
     * @param trouble takes sentences for whoever looks after the application
     */
    OwnUrl(
            OwnAddress own,
            @Nullable String url,
            LocalServer server,
            List<NodeAddress> nodes,
            Duration contest,
            Consumer<String> trouble) {
        this.own = own;
        this.url = url;
        this.server = server;
        this.nodes = nodes;
        this.contest = contest;
        this.trouble = trouble;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "pastecluster-start");
            made.setDaemon(true);
            return made;
        });
        thread.execute(this::look);
        var unused = found.whenComplete((address, wrong) -> thread.shutdown());
    }

    /** Completes on a thread of its own; fails when the URL leads to another node. */
    CompletionStage<NodeAddress> found() {
        return found.minimalCompletionStage();
    }

    /** Completes when the first try has ended, whatever it brought. */
    CompletionStage<Void> firstTry() {
        return firstTry.minimalCompletionStage();
    }

    /** Whether another node answers at the URL, until now. */
    boolean isContested() {
        return contested;
    }

    private void look() {
        if (url == null) {
            var unused = own.find(nodes, server.scheme(), server.port(), server.contextPath(), CALL)
                    .whenComplete((entry, wrong) -> then(() -> found(entry, wrong)));
        } else {
            var unused = own.verify(url, nodes, CALL)
                    .whenComplete((leadsHere, wrong) -> then(() -> verified(url, leadsHere, wrong)));
        }
    }

    /** Whoever brings the news is left at once. */
    private void then(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // Nobody waits for it any more.
        }
    }

    private void found(@Nullable NodeAddress entry, @Nullable Throwable wrong) {
        if (entry == null) {
            askAgain(causeOf(wrong));
        } else {
            found.complete(entry);
        }
        firstTry.complete(null);
    }

    private void verified(String set, @Nullable Boolean leadsHere, @Nullable Throwable wrong) {
        if (leadsHere == null) {
            Throwable cause = causeOf(wrong);
            contested = isAnotherNode(cause);
            if (contested && System.nanoTime() - beganAt >= contest.toNanos()) {
                found.completeExceptionally(new ClusterSettingException(
                        "This node cannot be reached at " + set + ": another node answers there.",
                        "Set pastecluster.host to the scheme, address, port and path that lead to this process."));
            } else {
                askAgain(cause);
            }
        } else {
            contested = false;
            if (!leadsHere) {
                trouble.accept(OwnAddress.silent(set));
            }
            found.complete(entry(set));
        }
        firstTry.complete(null);
    }

    private NodeAddress entry(String set) {
        NodeAddress bare = NodeAddress.of(set);
        return nodes.stream()
                .filter(node -> node.host().equals(bare.host()))
                .findFirst()
                .orElse(bare);
    }

    /** The kind of failure that is final is not to be seen from here, other than that it is a kind of its own. */
    private static boolean isAnotherNode(Throwable cause) {
        return cause instanceof ClusterConfigurationException
                && cause.getClass() != ClusterConfigurationException.class;
    }

    private void askAgain(Throwable why) {
        if (!told && System.nanoTime() - beganAt >= TOLD_AFTER_NANOS) {
            told = true;
            trouble.accept("The cluster node has not started yet. " + why.getMessage());
        }
        try {
            var unused = thread.schedule(this::look, pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(2 * pauseMillis, contested ? CONTESTED_RETRY_MILLIS : LAST_RETRY_MILLIS);
        } catch (RejectedExecutionException closed) {
            // Nobody waits for it any more.
        }
    }

    static Throwable causeOf(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return cause;
        }
        return failure == null ? new ClusterUnavailableException("Nothing is known of its own URL.") : failure;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        found.completeExceptionally(
                new ClusterUnavailableException("The application stops before its node has started."));
        firstTry.complete(null);
    }
}
