package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterEvent.LeaderChanged;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.ClusterEvent.LeadershipEnding;
import org.pastecluster.ClusterEvent.LeadershipLost;
import org.pastecluster.ClusterEvent.MemberJoined;
import org.pastecluster.ClusterEvent.Stopped;
import org.pastecluster.ClusterEvent.ViewChanged;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Role;
import org.pastecluster.protocol.Output;

@Timeout(60)
class ListenerQueueTest {

    /** Keeps tasks until a test runs them. */
    private static final class LaterExecutor implements Executor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean rejecting;

        @Override
        public void execute(Runnable task) {
            if (rejecting) {
                throw new RejectedExecutionException("shut down");
            }
            tasks.add(task);
        }

        private void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    private final Listeners listeners = new Listeners();
    private final LaterExecutor later = new LaterExecutor();
    private final List<ClusterEvent> heard = new ArrayList<>();

    private static Leadership leadership(long number) {
        MovedTime time = new MovedTime();
        return new HeldLeadership(
                time,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                new Output.Acquired(number, number << 16, time.nanos() + 1),
                time.nanos());
    }

    private static ViewChanged viewChanged(long number) {
        return new ViewChanged(view(Role.FOLLOWING, number, OTHER));
    }

    @Test
    void eventsComeInOrderAndOneTaskServesThemAll() {
        listeners.add("listener", heard::add, later);
        listeners.publish(viewChanged(1));
        listeners.publish(viewChanged(2));

        assertThat(heard).isEmpty();
        assertThat(later.tasks).hasSize(1);
        later.runAll();

        assertThat(heard).containsExactly(viewChanged(1), viewChanged(2));
        listeners.publish(viewChanged(3));
        later.runAll();
        assertThat(heard).hasSize(3);
    }

    @Test
    void aListenerThatThrowsGoesOnWithTheNextEvent() {
        listeners.add(
                "thrower",
                event -> {
                    heard.add(event);
                    throw new AssertionError("always");
                },
                Runnable::run);

        listeners.publish(viewChanged(1));
        listeners.publish(viewChanged(2));

        assertThat(heard).hasSize(2);
    }

    @Test
    void aRemovedListenerHearsNothingMore() {
        ListenerRegistration registration = listeners.add("listener", heard::add, later);
        listeners.publish(viewChanged(1));

        registration.remove();
        registration.remove();
        listeners.publish(viewChanged(2));
        later.runAll();

        assertThat(heard).isEmpty();
        assertThat(listeners.areIdle()).isTrue();
    }

    @Test
    void aListenerAddedAfterTheEndHearsOfIt() {
        listeners.publish(new Stopped("left", false));

        listeners.add("late", heard::add, Runnable::run);

        assertThat(heard).containsExactly(new Stopped("left", false));
    }

    @Test
    void whatAnExecutorRefusesWaitsForTheNextChance() {
        listeners.add("listener", heard::add, later);
        later.rejecting = true;
        listeners.publish(viewChanged(1));
        assertThat(listeners.areIdle()).isFalse();

        later.rejecting = false;
        listeners.publish(viewChanged(2));
        later.runAll();

        assertThat(heard).hasSize(2);
    }

    @Test
    void atTheBoundANewerViewReplacesAnOlderOne() {
        listeners.add("slow", heard::add, later);
        for (int i = 0; i < 3 * ListenerQueue.CAPACITY; i++) {
            listeners.publish(viewChanged(i));
        }
        later.runAll();

        assertThat(heard).hasSize(ListenerQueue.CAPACITY);
        assertThat(heard.get(heard.size() - 1)).isEqualTo(viewChanged(3 * ListenerQueue.CAPACITY - 1));
    }

    @Test
    void atTheBoundTheNewestViewOutlivesComingsAndGoings() {
        listeners.add("slow", heard::add, later);
        listeners.publish(viewChanged(1));
        listeners.publish(new LeaderChanged(view(Role.FOLLOWING, 1, OTHER)));
        for (int i = 0; i < 2 * ListenerQueue.CAPACITY; i++) {
            listeners.publish(new MemberJoined(OTHER));
        }
        later.runAll();

        assertThat(heard).hasSize(ListenerQueue.CAPACITY);
        assertThat(heard.subList(0, 2))
                .containsExactly(viewChanged(1), new LeaderChanged(view(Role.FOLLOWING, 1, OTHER)));
    }

    @Test
    void atTheBoundLeadershipNewsStayPaired() {
        listeners.add("slow", heard::add, later);
        Leadership known = leadership(1);
        listeners.publish(new LeadershipAcquired(known));
        later.runAll();

        listeners.publish(new LeadershipLost(known, "first"));
        Leadership last = known;
        for (int i = 2; i < 2 * ListenerQueue.CAPACITY; i++) {
            last = leadership(i);
            listeners.publish(new LeadershipAcquired(last));
            listeners.publish(new LeadershipEnding(last, Duration.ZERO));
            listeners.publish(viewChanged(i));
            listeners.publish(new LeadershipLost(last, "again"));
        }
        Leadership held = leadership(100_000);
        listeners.publish(new LeadershipAcquired(held));
        later.runAll();

        List<ClusterEvent> news = heard.stream()
                .filter(event -> event instanceof LeadershipAcquired || event instanceof LeadershipLost)
                .toList();
        assertThat(heard.size()).isLessThanOrEqualTo(ListenerQueue.CAPACITY + 1);
        assertThat(news.size()).isGreaterThan(100).isOdd();
        for (int i = 0; i + 1 < news.size(); i += 2) {
            assertThat(news.get(i)).isInstanceOf(LeadershipAcquired.class);
            Leadership begun = ((LeadershipAcquired) news.get(i)).leadership();
            assertThat(news.get(i + 1))
                    .isInstanceOfSatisfying(
                            LeadershipLost.class,
                            lost -> assertThat(lost.leadership()).isSameAs(begun));
        }
        assertThat(news.get(0)).isEqualTo(new LeadershipAcquired(known));
        assertThat(news.get(news.size() - 2)).isEqualTo(new LeadershipLost(last, "again"));
        assertThat(news.get(news.size() - 1)).isEqualTo(new LeadershipAcquired(held));
    }

    @Test
    void aListenerThatHangsDelaysNobodyAndIsNamedAtTheEnd() throws InterruptedException {
        Executor threads = ListenerThreads.start("test");
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(20);
        ListenerQueue hangs = new ListenerQueue(
                "hangs",
                event -> {
                    hanging.countDown();
                    awaitQuietly(release);
                },
                threads);
        hangs.put(viewChanged(1));
        hangs.put(new Stopped("left", false));
        hangs.dispatch();
        for (int i = 0; i < 20; i++) {
            listeners.add("quick-" + i, event -> others.countDown(), threads);
        }

        listeners.publish(new Stopped("left", false));

        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(hangs.awaitIdle(System.nanoTime() + 1_000_000)).isFalse();
        assertThat(hangs.untaken())
                .isEqualTo("The listener 'hangs' is still busy and has not taken 1 events: Stopped.");
        release.countDown();
        assertThat(hangs.awaitIdle(System.nanoTime() + TimeUnit.SECONDS.toNanos(30)))
                .isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listenersRunOnDaemonThreadsWithTheComponentsName() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        listeners.add(
                "listener",
                event -> {
                    threads.add(Thread.currentThread());
                    ran.countDown();
                },
                ListenerThreads.start("one"));

        listeners.publish(viewChanged(1));

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.get(0).isDaemon()).isTrue();
        assertThat(threads.get(0).getName()).startsWith("pastecluster-one-listener-");
    }
}
