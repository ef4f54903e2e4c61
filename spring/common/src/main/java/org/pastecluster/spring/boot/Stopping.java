package org.pastecluster.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** How a node ends: its work first, then it leaves, all of it on a thread of its own and within the time that Spring gives. */
final class Stopping {

    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
    private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration USUAL_PHASE = Duration.ofSeconds(30);

    /** What is left of the phase for the last news to listeners. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final NodeHolder holder;
    private final List<ClusterDrain> drains;
    private final Duration drain;

    Stopping(NodeHolder holder, List<ClusterDrain> drains, PasteClusterProperties properties, Environment environment) {
        this.holder = holder;
        this.drains = drains;
        Duration phase = environment.getProperty(PHASE, Duration.class, USUAL_PHASE);
        Duration room =
                phase.minus(properties.leaveTimeout()).minus(AFTER_INTERRUPT).minus(MARGIN);
        if (!drains.isEmpty() && properties.drain().compareTo(room) > 0) {
            LOG.warn(
                    "pastecluster.drain is {} ms, and {} of {} ms leaves {} ms for it at most; make that longer.",
                    properties.drain().toMillis(),
                    PHASE,
                    phase.toMillis(),
                    Math.max(0, room.toMillis()));
        }
        this.drain = properties.drain().compareTo(room) > 0 ? room : properties.drain();
    }

    /** How long a node takes to end at most, by its settings. */
    static Duration longest(PasteClusterProperties properties) {
        return properties
                .drain()
                .plus(AFTER_INTERRUPT)
                .plus(properties.leaveTimeout())
                .plus(MARGIN);
    }

    /**
     * Returns at once.
     *
     * @param stopped called when the node has left
     */
    void begin(Runnable stopped) {
        Thread thread = new Thread(() -> end(stopped), "pastecluster-stop");
        thread.setDaemon(true);
        thread.start();
    }

    private void end(Runnable stopped) {
        try {
            if (!drains.isEmpty()) {
                drain();
            }
            holder.close();
        } catch (RuntimeException unexpected) {
            LOG.warn("The cluster node did not leave as it should.", unexpected);
        } finally {
            stopped.run();
        }
    }

    private void drain() {
        CompletableFuture<?>[] working = drains.stream().map(Stopping::begun).toArray(CompletableFuture[]::new);
        try {
            if (!hasEnded(working, drain)) {
                LOG.warn("Work was not done {} ms after it was asked to end; it is interrupted.", drain.toMillis());
                drains.forEach(Stopping::interrupt);
                if (!hasEnded(working, AFTER_INTERRUPT)) {
                    LOG.warn("Interrupted work goes on; the cluster node leaves all the same.");
                }
            }
        } catch (ExecutionException failed) {
            LOG.warn("Work that was asked to end failed; the cluster node leaves.", failed.getCause());
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasEnded(CompletableFuture<?>[] working, Duration within)
            throws ExecutionException, InterruptedException {
        try {
            CompletableFuture.allOf(working).get(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillWorking) {
            return false;
        }
    }

    private static void interrupt(ClusterDrain drain) {
        try {
            drain.interrupt();
        } catch (RuntimeException broken) {
            LOG.warn("Work could not be interrupted.", broken);
        }
    }

    /** On a thread of its own each, for one may do its work before it returns. */
    private static CompletableFuture<?> begun(ClusterDrain drain) {
        return CompletableFuture.supplyAsync(drain::drain, Stopping::onItsOwnThread)
                .thenCompose(work -> work.thenApply(done -> done));
    }

    private static void onItsOwnThread(Runnable work) {
        Thread thread = new Thread(work, "pastecluster-drain");
        thread.setDaemon(true);
        thread.start();
    }
}
