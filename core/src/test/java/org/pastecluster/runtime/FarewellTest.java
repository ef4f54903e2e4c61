package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterSettings;
import org.pastecluster.Role;
import org.pastecluster.messenger.MessageLimits;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.TimeSource;

/** With real threads: every wait has a bound of its own, or a generous one of the test. */
@Timeout(60)
class FarewellTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration GENEROUS = Duration.ofSeconds(40);

    private final ScriptedProtocol protocol = new ScriptedProtocol();
    private final HeldTransport transport = new HeldTransport();
    private final MailboxThread mailbox = new MailboxThread("farewell", TimeSource.system());
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseEverything() {
        release.countDown();
        mailbox.close();
    }

    private RunningCluster start(Shutdown shutdown) {
        RunningCluster cluster = new RunningCluster(
                new EngineParts(
                        ClusterSettings.builder(Bench.SELF.address()).build(),
                        Bench.SELF,
                        protocol,
                        transport,
                        TimeSource.system(),
                        mailbox,
                        ListenerThreads.start("farewell"),
                        Runnable::run,
                        MessageLimits.usual(),
                        0),
                shutdown);
        cluster.start();
        return cluster;
    }

    private void answerLeaveWith(List<Output> outputs) {
        protocol.script((input, now) -> input instanceof Input.LeaveRequested ? outputs : List.of());
    }

    @Test
    void closingReturnsWhenTheNodeHasLeft() {
        answerLeaveWith(List.of(new Output.Stopped(null)));
        RunningCluster cluster = start(new Shutdown(GENEROUS, GENEROUS, true));

        cluster.close();
        cluster.close();

        assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
        assertThat(transport.isClosed()).isTrue();
        assertThat(protocol.inputs(Input.LeaveRequested.class)).hasSize(1);
    }

    @Test
    void aNodeThatCannotLeaveIsStoppedAfterItsTime() {
        RunningCluster cluster = start(new Shutdown(SHORT, GENEROUS, false));

        cluster.close();

        assertThat(transport.isClosed()).isTrue();
        assertThat(cluster.health().reasons()).first().asString().contains("did not get away politely within 50 ms");
    }

    @Test
    void aNodeThatHangsIsLeftBehindAndLeadsNoMore() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        protocol.script((input, now) -> {
            if (input instanceof Input.Started) {
                return List.of(new Output.Acquired(1, 1 << 16, now + GENEROUS.toNanos()));
            }
            hanging.countDown();
            awaitRelease();
            return List.of();
        });
        RunningCluster cluster = start(new Shutdown(SHORT, SHORT, false));
        cluster.scan();
        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cluster.isLeader()).isTrue();

        cluster.close();

        assertThat(cluster.isLeader()).isFalse();
    }

    @Test
    void closingWaitsForListenersToTakeTheLastNews() throws InterruptedException {
        answerLeaveWith(List.of(new Output.Stopped(null)));
        RunningCluster cluster = start(new Shutdown(GENEROUS, GENEROUS, false));
        CountDownLatch taken = new CountDownLatch(1);
        cluster.addListener(event -> {
            if (event instanceof ClusterEvent.Stopped) {
                taken.countDown();
            }
        });

        cluster.close();

        assertThat(taken.getCount()).isZero();
    }

    @Test
    void aListenerThatHangsDelaysClosingNoLongerThanStated() throws InterruptedException {
        answerLeaveWith(List.of(new Output.Stopped(null)));
        RunningCluster cluster = start(new Shutdown(GENEROUS, SHORT, false));
        CountDownLatch entered = new CountDownLatch(1);
        cluster.addListener(event -> {
            entered.countDown();
            awaitRelease();
        });

        cluster.close();

        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(release.getCount()).isEqualTo(1);
    }

    @Test
    void aListenerMayCloseItsCluster() throws InterruptedException {
        answerLeaveWith(List.of(new Output.Stopped(null)));
        Cluster cluster = start(new Shutdown(GENEROUS, GENEROUS, false));
        CountDownLatch closed = new CountDownLatch(1);
        cluster.addListener(event -> {
            if (event instanceof ClusterEvent.MemberJoined) {
                cluster.close();
                closed.countDown();
            }
        });
        protocol.script((input, now) -> input instanceof Input.LeaveRequested
                ? List.of(new Output.Stopped(null))
                : List.of(new Output.Joined(Bench.OTHER)));

        cluster.scan();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aListenerOnTheNodesOwnThreadMayCloseItsCluster() throws InterruptedException {
        RunningCluster cluster = start(new Shutdown(GENEROUS, GENEROUS, false));
        CountDownLatch closed = new CountDownLatch(1);
        cluster.addListener(
                "inline",
                event -> {
                    if (event instanceof ClusterEvent.MemberJoined) {
                        cluster.close();
                        closed.countDown();
                    }
                },
                Runnable::run);
        protocol.script((input, now) -> input instanceof Input.LeaveRequested
                ? List.of(new Output.Stopped(null))
                : List.of(new Output.Joined(Bench.OTHER)));
        CountDownLatch stopped = new CountDownLatch(1);
        cluster.addListener(event -> {
            if (event instanceof ClusterEvent.Stopped) {
                stopped.countDown();
            }
        });

        cluster.scan();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
