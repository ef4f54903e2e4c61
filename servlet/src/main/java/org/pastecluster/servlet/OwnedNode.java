package org.pastecluster.servlet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.http.bootstrap.PasteCluster;

/**
 * A node that a servlet made. A container initialises servlets before it opens its port; a node that took part before it can be
 * reached would be suspected at once. So it starts when its own URL leads to it.
 */
final class OwnedNode implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 100;
    private static final int TRIES_UNTIL_TOLD = 100;
    private static final int MOST_TRIES = 6_000;

    private final PasteCluster node;
    private final String host;
    private final Consumer<String> log;
    private final CompletableFuture<Cluster> started = new CompletableFuture<>();
    private final ScheduledThreadPoolExecutor thread;
    private int tries;

    /**
     * @param host the node's own URL
     * @param log takes sentences for whoever looks after the application
     */
    OwnedNode(PasteCluster node, String host, Consumer<String> log) {
        this.node = node;
        this.host = host;
        this.log = log;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "pastecluster-start");
            made.setDaemon(true);
            return made;
        });
    }

    PasteCluster node() {
        return node;
    }

    CompletionStage<Cluster> started() {
        return started.minimalCompletionStage();
    }

    void startWhenReachable() {
        thread.execute(this::check);
    }

    private void check() {
        var unused = node.ownAddress().verify(host, CALL).whenCompleteAsync(this::checked, thread);
    }

    private void checked(@Nullable Boolean leadsHere, @Nullable Throwable wrong) {
        if (leadsHere != null) {
            start();
        } else if (++tries < MOST_TRIES) {
            if (tries == TRIES_UNTIL_TOLD) {
                log.accept("The cluster node has not started yet. " + sentence(wrong));
            }
            var unused = thread.schedule(this::check, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            giveUp(wrong);
        }
    }

    private static String sentence(@Nullable Throwable wrong) {
        return wrong == null ? "" : String.valueOf(wrong.getMessage());
    }

    private void start() {
        try {
            started.complete(node.start());
        } catch (RuntimeException cannotStart) {
            giveUp(cannotStart);
        }
        thread.shutdown();
    }

    private void giveUp(@Nullable Throwable why) {
        log.accept("The cluster node does not start. " + sentence(why));
        started.completeExceptionally(new ClusterUnavailableException(sentence(why)));
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        node.close();
        started.completeExceptionally(new ClusterUnavailableException("The servlet was taken out of service."));
    }
}
