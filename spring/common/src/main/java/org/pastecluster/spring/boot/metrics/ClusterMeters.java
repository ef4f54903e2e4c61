package org.pastecluster.spring.boot.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Verdict;
import org.pastecluster.spring.boot.leader.LeaderGate;

/** What METRICS.md lists. All meters are there from the start, so that their names can be found before anything has happened. */
final class ClusterMeters implements MeterBinder {

    private static final String TAG_OF_CALLS = "outcome";

    private final Cluster cluster;
    private final NodeFigures figures;
    private final @Nullable LeaderGate gate;
    private final Leaderless leaderless;
    private final AtomicBoolean listens = new AtomicBoolean();

    ClusterMeters(Cluster cluster, NodeFigures figures, @Nullable LeaderGate gate) {
        this.cluster = cluster;
        this.figures = figures;
        this.gate = gate;
        this.leaderless = new Leaderless(cluster);
    }

    /** How a constant is written as the value of a tag. */
    static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (listens.compareAndSet(false, true)) {
            // It lasts as long as the cluster does.
            var unused = cluster.addListener(leaderless);
        }
        bindMembership(registry);
        bindMessages(registry);
        LeaderGate calls = gate;
        if (calls != null) {
            bindCalls(registry, calls);
        }
        figures.tell(new EventMeters(registry));
    }

    private void bindMembership(MeterRegistry registry) {
        Gauge.builder("pastecluster.leader", cluster, node -> node.isLeader() ? 1 : 0)
                .description("1 while this node leads, else 0")
                .register(registry);
        Gauge.builder("pastecluster.number", cluster, node -> node.view().number())
                .description("The number of the leadership that this node knows")
                .register(registry);
        Gauge.builder(
                        "pastecluster.members",
                        cluster,
                        node -> node.view().members().size())
                .description("Members that this node knows, itself among them")
                .register(registry);
        FunctionCounter.builder("pastecluster.leaderless", leaderless, Leaderless::seconds)
                .description("Time in which this node ran and knew no leader")
                .baseUnit("seconds")
                .register(registry);
    }

    private void bindMessages(MeterRegistry registry) {
        Gauge.builder("pastecluster.messages.waiting", figures, NodeFigures::messagesWaiting)
                .description("Messages without a verdict yet, counted for each target")
                .register(registry);
        Gauge.builder("pastecluster.messages.waiting.size", figures, NodeFigures::bytesWaiting)
                .description("Bytes that these count against the bounds of what may wait")
                .baseUnit("bytes")
                .register(registry);
        for (Verdict verdict : Verdict.values()) {
            FunctionCounter.builder("pastecluster.messages", figures, from -> from.messages(verdict))
                    .description("Messages that this node sent, counted for each target, by verdict")
                    .tag("verdict", tag(verdict))
                    .register(registry);
        }
    }

    private static void bindCalls(MeterRegistry registry, LeaderGate gate) {
        String name = "pastecluster.leader.only.calls";
        String description = "Calls of leader-only methods that came in at this node";
        FunctionCounter.builder(name, gate, LeaderGate::ran)
                .description(description)
                .tag(TAG_OF_CALLS, "ran")
                .register(registry);
        FunctionCounter.builder(name, gate, LeaderGate::skipped)
                .description(description)
                .tag(TAG_OF_CALLS, "skipped")
                .register(registry);
        FunctionCounter.builder(name, gate, LeaderGate::alreadyRun)
                .description(description)
                .tag(TAG_OF_CALLS, "already_run")
                .register(registry);
    }
}
