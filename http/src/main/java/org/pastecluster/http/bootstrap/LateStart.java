package org.pastecluster.http.bootstrap;

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
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;

/**
 * Waits until a node's own URL leads to it, and starts it then. What it hears before the port is open may be anything: a refusal,
 * silence (a container may bind its port long before it serves), a page of the container. So it asks again for a while before it
 * believes what it hears.
 */
final class LateStart implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 100;
    private static final long TOLD_AFTER_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long SILENCE_ACCEPTED_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long GIVEN_UP_NANOS = Duration.ofMinutes(10).toNanos();

    private final PasteCluster node;
    private final @Nullable String host;
    private final List<NodeAddress> nodes;
    private final Consumer<String> log;
    private final CompletableFuture<Cluster> started = new CompletableFuture<>();
    private final ScheduledThreadPoolExecutor thread;
    private final long beganAt = System.nanoTime();
    private boolean told;

    /**
     * @param host the node's own URL; null to find it among the nodes
     * @param log takes sentences for whoever looks after the application
     */
    LateStart(PasteCluster node, @Nullable String host, List<NodeAddress> nodes, Consumer<String> log) {
        this.node = node;
        this.host = host;
        this.nodes = nodes;
        this.log = log;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "pastecluster-start");
            made.setDaemon(true);
            return made;
        });
    }

    CompletionStage<Cluster> started() {
        return started.minimalCompletionStage();
    }

    void begin() {
        thread.execute(this::look);
    }

    private void look() {
        OwnAddress own = node.ownAddress();
        if (host == null) {
            var unused =
                    own.find(nodes, "http", 0, CALL).whenComplete((found, wrong) -> then(() -> found(found, wrong)));
        } else {
            var unused = own.verify(host, nodes, CALL)
                    .whenComplete((leadsHere, wrong) -> then(() -> verified(leadsHere, wrong)));
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

    private void found(@Nullable NodeAddress found, @Nullable Throwable wrong) {
        if (found != null) {
            start(found);
        } else {
            goOn(causeOf(wrong), GIVEN_UP_NANOS);
        }
    }

    private void verified(@Nullable Boolean leadsHere, @Nullable Throwable wrong) {
        if (Boolean.TRUE.equals(leadsHere)) {
            start(null);
        } else if (leadsHere == null) {
            Throwable cause = causeOf(wrong);
            boolean isAnother = cause instanceof OtherNodeException;
            goOn(cause, isAnother ? TOLD_AFTER_NANOS : GIVEN_UP_NANOS);
        } else if (waited() < SILENCE_ACCEPTED_NANOS) {
            askAgain();
        } else {
            log.accept(OwnAddress.silent(String.valueOf(host)));
            start(null);
        }
    }

    private void goOn(Throwable wrong, long longest) {
        if (waited() >= longest) {
            giveUp(wrong);
            return;
        }
        if (!told && waited() >= TOLD_AFTER_NANOS) {
            told = true;
            log.accept("The cluster node has not started yet. " + wrong.getMessage());
        }
        askAgain();
    }

    private long waited() {
        return System.nanoTime() - beganAt;
    }

    private void askAgain() {
        try {
            var unused = thread.schedule(this::look, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // Nobody waits for it any more.
        }
    }

    private void start(@Nullable NodeAddress found) {
        try {
            started.complete(found == null ? node.start() : node.startAt(found));
            thread.shutdown();
        } catch (RuntimeException cannotStart) {
            giveUp(cannotStart);
        }
    }

    private void giveUp(Throwable why) {
        log.accept("The cluster node does not start. " + why.getMessage());
        started.completeExceptionally(why);
        thread.shutdown();
    }

    private static Throwable causeOf(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return cause;
        }
        return failure == null ? new ClusterUnavailableException("Nothing is known of its own URL.") : failure;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        started.completeExceptionally(new ClusterUnavailableException("The node was closed before it could start."));
    }
}
