package org.pastecluster.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.Transport;

class ClusterBuilderTest {

    /** Reaches nobody. */
    private static final class NobodyThere implements Transport {
        private @Nullable Receiver receiver;
        private boolean broken;

        @Override
        public void start(Receiver given) {
            if (broken) {
                throw new IllegalStateException("port in use");
            }
            receiver = given;
        }

        @Override
        public void call(String host, Frame request, Duration timeout, Outcome outcome) {
            outcome.failed(CallFailure.REFUSED, "");
        }

        @Override
        public void close() {
            receiver = null;
        }
    }

    /** Keeps tasks and runs none. */
    private static final class NeverRuns implements Scheduling {
        private final List<Runnable> tasks = new ArrayList<>();
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void wakeAt(long nanos, Runnable task) {
            tasks.add(task);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final NobodyThere transport = new NobodyThere();
    private final NeverRuns scheduling = new NeverRuns();

    private ClusterBuilder builder() {
        return ClusterBuilder.of("http://127.0.0.1:8080/", "http://127.0.0.1:8081,2;http://127.0.0.1:8082")
                .scheduling(scheduling)
                .shutdownHook(false);
    }

    @Test
    void startingReturnsBeforeAnythingRan() {
        Cluster cluster = builder().transport(transport).incarnation(77).start();

        assertThat(transport.receiver).isNotNull();
        assertThat(scheduling.tasks).hasSize(1);
        assertThat(cluster.self().host()).isEqualTo("http://127.0.0.1:8080");
        assertThat(cluster.self().incarnation()).isEqualTo(77);
        assertThat(cluster.isLeader()).isFalse();
        assertThat(cluster.isSingle()).isTrue();
    }

    @Test
    void theIncarnationIsRandomAndNeverZero() {
        long[] draws = {0, 0, 5};
        int[] next = {0};
        ClusterBuilder builder = ClusterBuilder.of(
                        ClusterSettings.builder(NodeAddress.of("http://127.0.0.1:8080"))
                                .build(),
                        () -> draws[next[0]++])
                .transport(transport)
                .scheduling(scheduling)
                .shutdownHook(false);

        assertThat(builder.start().self().incarnation()).isEqualTo(5);
    }

    @Test
    void aNodeWithoutTransportIsRefused() {
        assertThatThrownBy(() -> builder().start())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("no transport");
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        assertThatThrownBy(() -> builder()
                        .transport(transport)
                        .leaveTimeout(Duration.ofMillis(-1))
                        .start())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("leaveTimeout");
        assertThatThrownBy(() ->
                        builder().transport(transport).rememberedNumber(-1).start())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("rememberedNumber");
        assertThatThrownBy(() -> builder()
                        .transport(transport)
                        .rememberedNumber(1L << 47)
                        .start())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessage("rememberedNumber is 140737488355328; write 0 to 140737488355327.");
        assertThatThrownBy(() -> builder().discovery("dns", List::of, Duration.ofMillis(99)))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("dns");
        assertThatThrownBy(() -> ClusterBuilder.of("127.0.0.1", "")).isInstanceOf(ClusterConfigurationException.class);
    }

    @Test
    void aTransportThatCannotStartLeavesNothingRunning() {
        transport.broken = true;

        assertThatThrownBy(() -> builder().transport(transport).start()).hasMessage("port in use");

        assertThat(scheduling.closed).isTrue();
    }
}
