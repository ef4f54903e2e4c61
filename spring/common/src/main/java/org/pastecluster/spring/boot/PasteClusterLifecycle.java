package org.pastecluster.spring.boot;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.beans.AnnotatedMethods;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the node join when the port is open and the application ready, and leave before the web server closes. It is the last to start and
 * the first to stop, and may start again.
 */
final class PasteClusterLifecycle implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PasteClusterLifecycle.class);
    private static final Duration FIRST_TRY = Duration.ofSeconds(2);
    private static final Duration READY_AFTER = Duration.ofSeconds(30);

    /** Made by SpringApplication for contexts that it will tell to be ready. */
    private static final String READY_WILL_BE_TOLD = "springApplicationArguments";

    private final ConfigurableApplicationContext context;
    private final NodeHolder holder;
    private final NodeRecipe recipe;
    private final WebSide web;
    private final Stopping stopping;
    private final Duration contest;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private @Nullable OwnUrl search;
    private volatile boolean running;

    PasteClusterLifecycle(
            ConfigurableApplicationContext context,
            NodeHolder holder,
            NodeRecipe recipe,
            WebSide web,
            PasteClusterProperties properties,
            List<ClusterDrain> drains) {
        this.context = context;
        this.holder = holder;
        this.recipe = recipe;
        this.web = web;
        this.contest = Stopping.longest(properties);
        this.stopping = new Stopping(holder, drains, properties, context.getEnvironment());
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == context) {
            ready.complete(null);
        }
    }

    /** @throws ClusterConfigurationException when this node's own URL leads to another node; it ends the start of the application */
    @Override
    public synchronized void start() {
        LocalServer server = web.server(context.getEnvironment());
        if (server == null) {
            off();
            return;
        }
        if (!context.containsBean(READY_WILL_BE_TOLD)) {
            ready.complete(null);
        }
        PasteCluster node = holder.prepare();
        List<NodeAddress> nodes = recipe.nodes();
        OwnUrl looks = new OwnUrl(
                node.ownAddress(),
                recipe.url(server, context.getEnvironment()),
                server,
                nodes,
                contest,
                this::troubled);
        search = looks;
        running = true;
        var unused = looks.found()
                .thenCombine(ready, (address, told) -> address)
                .whenComplete((address, wrong) -> {
                    if (address != null) {
                        join(address);
                    }
                });
        awaitFirstTry(looks);
        tellOfLaterFailure(looks);
        tellIfNeverReady(looks);
    }

    /** What is final and shows only now ends no start any more. */
    private void tellOfLaterFailure(OwnUrl looks) {
        var unused = looks.found().whenComplete((address, wrong) -> {
            if (OwnUrl.causeOf(wrong) instanceof ClusterConfigurationException cannotWork) {
                holder.troubledBy(String.valueOf(cannotWork.getMessage()));
                LOG.error("The cluster node does not start. {}", cannotWork.getMessage());
            }
        });
    }

    /** What runs before the application is ready would wait for ever for a node that waits for the application. */
    private void tellIfNeverReady(OwnUrl looks) {
        Executor later = CompletableFuture.delayedExecutor(READY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        var unused = looks.found()
                .thenRunAsync(
                        () -> {
                            if (running && !ready.isDone()) {
                                troubled("The cluster node waits until the application is ready, which it is not yet "
                                        + READY_AFTER.toSeconds()
                                        + " s after its web server started. If a CommandLineRunner or"
                                        + " ApplicationRunner waits for the cluster, let an ApplicationReadyEvent's listener do"
                                        + " that work.");
                            }
                        },
                        later);
    }

    private void off() {
        String why = web.whyOff();
        holder.troubledBy(why);
        if (web.isMocked(context.getEnvironment())) {
            LOG.debug(why);
            return;
        }
        Method inVain = AnnotatedMethods.first(context.getBeanFactory(), LeaderOnly.class);
        if (inVain == null) {
            LOG.info(why);
        } else {
            LOG.warn(
                    "{} No @LeaderOnly method runs here, such as {}.{}.",
                    why,
                    inVain.getDeclaringClass().getSimpleName(),
                    inVain.getName());
        }
    }

    private void troubled(String sentence) {
        holder.troubledBy(sentence);
        LOG.warn(sentence);
    }

    private void join(NodeAddress address) {
        try {
            if (running) {
                LOG.info("The cluster node starts; this application's own URL is {}.", address.host());
                holder.start(address);
            }
        } catch (ClusterUnavailableException stopped) {
            LOG.debug("The cluster node does not start. {}", stopped.getMessage());
        } catch (RuntimeException | LinkageError cannotStart) {
            holder.troubledBy(String.valueOf(cannotStart.getMessage()));
            LOG.error("The cluster node does not start. {}", cannotStart.getMessage(), cannotStart);
        }
    }

    /** What is wrong with a URL shows at once, and then the application is better off not to start. */
    private void awaitFirstTry(OwnUrl looks) {
        try {
            looks.firstTry().toCompletableFuture().get(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<NodeAddress> found = looks.found().toCompletableFuture();
            if (looks.isContested()) {
                LOG.info(
                        "Another node answers at this application's own URL; waiting {} s for it to end.",
                        contest.toSeconds());
                found = atTheEndOfTheContest(looks);
            }
            if (found.isCompletedExceptionally()) {
                var unused = found.getNow(recipe.nobody());
            }
        } catch (TimeoutException unknownYet) {
            // It goes on in the background.
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException neverThrown) {
            throw new IllegalStateException(neverThrown);
        } catch (RuntimeException wrong) {
            running = false;
            looks.close();
            throw OwnUrl.causeOf(wrong) instanceof ClusterConfigurationException cannotWork ? cannotWork : wrong;
        }
    }

    /** Waits until it is known whose the URL is. */
    private CompletableFuture<NodeAddress> atTheEndOfTheContest(OwnUrl looks)
            throws InterruptedException, TimeoutException {
        CompletableFuture<NodeAddress> found = looks.found().toCompletableFuture();
        try {
            var unused = found.get(contest.plus(FIRST_TRY).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException lost) {
            // Whoever called looks why.
        }
        return found;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public synchronized void stop(Runnable stopped) {
        running = false;
        OwnUrl looking = search;
        if (looking != null) {
            looking.close();
        }
        stopping.begin(stopped);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
