package org.pastecluster.spring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Role;
import org.pastecluster.testkit.VirtualCluster;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Several Spring Boot applications in one test, each with its own context, and one cluster of them, on the real protocol. Time passes only when the test
 * says so, also for {@code @Scheduled} methods and for a {@link Clock} that beans are given: an hour takes a moment, and each run is the same. Nodes are
 * numbered from 0. Made by {@link #of}.
 *
 * <p>Of all threads one runs at a time. {@code @Scheduled} methods run on threads of their own, as many at a time on a node as
 * {@code spring.task.scheduling.pool.size} says, 1 by default; {@code @Async} methods run on the caller's; listeners and handlers of messages on the test's.
 * Code of the application takes no time, unless it calls {@link #pass}; then it can be killed or paused in the middle. It must not block until something
 * happens in the cluster, for that happens only as time passes.
 *
 * <p>There is no web server: the contexts are like those of {@code @SpringBootTest} with its mock environment. Properties {@code pastecluster.*} that
 * say how a node is reached or what its times are have no effect; {@link VirtualApplicationsBuilder#settings} has. Not thread-safe.
 */
public final class VirtualApplications implements AutoCloseable {

    /** How soon a thread sees what it waits for, and that it was interrupted. */
    private static final Duration GLANCE = Duration.ofMillis(1);

    /** As real nodes do it. */
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(2);

    private final VirtualApplicationsBuilder made;
    private final List<ApplicationProcess> present = new ArrayList<>();
    private final List<ApplicationProcess> all = new ArrayList<>();
    private final ContextRecipe recipe;
    private @Nullable VirtualCluster cluster;
    private boolean advancing;

    VirtualApplications(VirtualApplicationsBuilder made) {
        this.made = made;
        this.recipe = made.recipe();
    }

    /** Applications of these configuration classes, most often the one with {@code @SpringBootApplication}; three, unless told otherwise. */
    public static VirtualApplicationsBuilder of(Class<?>... configuration) {
        return new VirtualApplicationsBuilder(configuration);
    }

    VirtualApplications start() {
        try {
            cluster = made.cluster(this::begin);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
        return this;
    }

    private void begin(int node, Cluster its) {
        Clock clock = clock(node);
        ContextRecipe.Parts parts =
                new ContextRecipe.Parts(node, its, clock, new VirtualTaskScheduler(clock), this::await);
        ApplicationProcess process = new ApplicationProcess(node, time, recipe, parts);
        all.add(process);
        if (node < present.size()) {
            present.set(node, process);
        } else {
            present.add(process);
        }
    }

    private final JobTime time = new JobTime() {
        @Override
        public Duration now() {
            return VirtualApplications.this.now();
        }

        @Override
        public Duration patience() {
            return made.patience();
        }
    };

    private VirtualCluster running() {
        VirtualCluster running = cluster;
        if (running == null) {
            throw new IllegalStateException("The applications have not started yet.");
        }
        return running;
    }

    /** How many nodes there are, those that are down counted. */
    public int size() {
        return running().size();
    }

    /** How much time has passed since the start. */
    public Duration now() {
        return cluster == null ? Duration.ZERO : cluster.now();
    }

    /** What the clock of a node shows. */
    public Clock clock(int node) {
        InstantSource shows = () -> made.startsAt(node).plus(now());
        return shows.withZone(ZoneId.systemDefault());
    }

    /** The context of a node; after {@link #restart} another one. That of a node that was killed is open until the end of the test, and stands still. */
    public ConfigurableApplicationContext context(int node) {
        return present.get(node).context();
    }

    /** A bean of a node. */
    public <T> T bean(int node, Class<T> type) {
        return context(node).getBean(type);
    }

    /** The same bean of all nodes, those that are down left out. */
    public <T> List<T> beans(Class<T> type) {
        List<T> beans = new ArrayList<>();
        for (int node = 0; node < size(); node++) {
            if (isUp(node)) {
                beans.add(bean(node, type));
            }
        }
        return beans;
    }

    /** The cluster as a node has it. */
    public Cluster cluster(int node) {
        return running().cluster(node);
    }

    /** Whether a node has not been killed or stopped; a paused one has not. */
    public boolean isUp(int node) {
        return running().isUp(node);
    }

    /** Whether a scheduled method of a node is in the middle of something. */
    public boolean isBusy(int node) {
        return isUp(node) && present.get(node).isBusy();
    }

    /** The node that may act as leader at this moment; empty if there is none, or if several may because they are split. */
    public OptionalInt leader() {
        return running().leader();
    }

    /**
     * Lets time pass until one node leads and all that are up follow it.
     *
     * @return the leader
     * @throws AssertionError when they do not agree within {@code longest}
     */
    public int awaitLeader(Duration longest) {
        advanceUntil(running()::agree, longest);
        return leader().orElseThrow();
    }

    /** Lets time pass. */
    public void advance(Duration span) {
        advance(now().plus(span), null);
    }

    /**
     * Lets time pass until something is so, which is looked at after each millisecond.
     *
     * @throws AssertionError when it is not so within {@code longest}
     */
    public void advanceUntil(BooleanSupplier condition, Duration longest) {
        if (!condition.getAsBoolean() && !advance(now().plus(longest), condition)) {
            throw new AssertionError("Not so after " + longest.toMillis() + " ms. " + this);
        }
    }

    private boolean advance(Duration end, @Nullable BooleanSupplier condition) {
        if (advancing || JobThread.current() != null) {
            throw new IllegalStateException("Time passes already: in scheduled methods call VirtualApplications.pass"
                    + " instead; in listeners and handlers no time can pass.");
        }
        advancing = true;
        try {
            work();
            while (now().compareTo(end) < 0) {
                running().advance(step(end.minus(now()), condition != null));
                work();
                if (condition != null && condition.getAsBoolean()) {
                    return true;
                }
            }
            return false;
        } finally {
            advancing = false;
        }
    }

    /** How much time passes at once: until an application has something to do. */
    private Duration step(Duration most, boolean isWatched) {
        Duration step = most;
        boolean isFine = isWatched;
        for (ApplicationProcess each : present) {
            step = each.idleFor(step);
            isFine |= each.isAttentive();
        }
        return isFine && step.compareTo(GLANCE) > 0 ? GLANCE : step;
    }

    private void work() {
        boolean worked = true;
        while (worked) {
            worked = false;
            for (ApplicationProcess each : present) {
                worked |= each.work();
            }
        }
    }

    /**
     * Called by code of the application, as by a stub in its place: this takes so much time. Others go on meanwhile, and this node may be killed
     * or paused. Outside of scheduled methods, which are the only ones that can take time, it returns at once.
     *
     * @throws InterruptedException when the thread was interrupted, as at the end of leadership if so asked
     */
    public static void pass(Duration span) throws InterruptedException {
        JobThread current = JobThread.current();
        if (current != null) {
            current.pass(span);
        }
    }

    private void await(CompletableFuture<?> happens, Duration longest) throws InterruptedException {
        JobThread current = JobThread.current();
        if (current != null) {
            current.await(happens, longest);
        } else if (!advancing) {
            advance(now().plus(longest), happens::isDone);
        }
    }

    /** Kills a node, as SIGKILL does: its code stands where it is, nothing is closed, its address refuses connections. */
    public void kill(int node) {
        running().crash(node);
        present.get(node).kill();
    }

    /** Starts a node anew, with a new context. If it runs, it is killed first. */
    public void restart(int node) {
        kill(node);
        var unused = running().restart(node);
    }

    /**
     * Stops a node as an orderly shutdown does: no new leader-only calls, those in the middle of something end first, or are interrupted after
     * {@code pastecluster.drain}; then the node hands over and leaves, and its context is closed.
     */
    public void stop(int node) {
        OrderlyStop stop = new OrderlyStop(context(node), made.patience());
        CompletableFuture<Void> ended = stop.begin();
        if (!ended.isDone() && !advance(now().plus(stop.longest()), ended::isDone)) {
            stop.interrupt();
            advance(AFTER_INTERRUPT);
        }
        running().leave(node);
        var unused =
                advance(now().plus(LONGEST_LEAVE), () -> cluster(node).view().role() == Role.STOPPED);
        running().crash(node);
        present.get(node).close();
    }

    /** Stops a node in mid-air, as SIGSTOP or a long garbage collection does. */
    public void pause(int node) {
        running().pause(node);
        present.get(node).pause();
    }

    /** Lets a paused node go on. */
    public void resume(int node) {
        running().resume(node);
        present.get(node).resume();
    }

    /** Cuts some nodes from all others; among themselves they are connected as before. Cuts add up. */
    public void split(int... side) {
        running().split(side);
    }

    /** Ends all cuts. */
    public void heal() {
        running().heal();
    }

    /** Closes all contexts, those of nodes that were killed too. */
    @Override
    public void close() {
        Throwable first = null;
        for (ApplicationProcess each : all) {
            try {
                each.close();
            } catch (RuntimeException | AssertionError failed) {
                first = first == null ? failed : first;
            }
        }
        all.clear();
        if (first instanceof RuntimeException failed) {
            throw failed;
        } else if (first instanceof AssertionError failed) {
            throw failed;
        }
    }

    /** How each node sees the cluster, for the message of a failed test. */
    @Override
    public String toString() {
        return running().toString();
    }
}
