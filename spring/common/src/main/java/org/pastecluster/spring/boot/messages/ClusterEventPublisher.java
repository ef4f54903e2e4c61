package org.pastecluster.spring.boot.messages;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ListenerRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/**
 * Publishes each {@link ClusterEvent} as an application event, in order, from when the application is ready until the node has left at its
 * close. A context that is stopped and not closed goes on.
 */
final class ClusterEventPublisher
        implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent>, Ordered, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEventPublisher.class);

    /** Made by SpringApplication for contexts that it will tell to be ready. */
    private static final String READY_WILL_BE_TOLD = "springApplicationArguments";

    private static final long LONGEST_END_MILLIS = 1000;

    private final ConfigurableApplicationContext context;
    private final Cluster cluster;
    private final ReentrantLock publishing = new ReentrantLock();
    private @Nullable ListenerRegistration registration;
    private volatile boolean running;
    private volatile boolean ended;

    ClusterEventPublisher(ConfigurableApplicationContext context, Cluster cluster) {
        this.context = context;
        this.cluster = cluster;
    }

    /** Ahead of the node, whose first news follow at once. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Starts before the node does, and stops when it has left. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public void start() {
        running = true;
        if (!context.containsBean(READY_WILL_BE_TOLD)) {
            begin();
        }
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == context) {
            begin();
        }
    }

    /** Once and for all: a listener that is added anew would be told again how things stand. */
    private synchronized void begin() {
        if (registration == null && !ended) {
            registration = cluster.addListener(this::publish);
        }
    }

    private void publish(ClusterEvent event) {
        publishing.lock();
        try {
            if (!ended) {
                context.publishEvent(event);
            }
        } catch (RuntimeException thrown) {
            LOG.warn(
                    "An event listener of the application threw on {} of the cluster; the next event follows.",
                    event.getClass().getSimpleName(),
                    thrown);
        } finally {
            publishing.unlock();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (context.isClosed()) {
            end();
        }
    }

    /** Stopped before it was closed, a context is not stopped again. */
    @Override
    public void destroy() {
        end();
    }

    private void end() {
        ended = true;
        synchronized (this) {
            if (registration != null) {
                registration.remove();
            }
        }
        awaitTheOneUnderWay();
    }

    private void awaitTheOneUnderWay() {
        try {
            if (publishing.tryLock(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)) {
                publishing.unlock();
            }
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
