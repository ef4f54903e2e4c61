package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.pastecluster.ClusterEvent;
import org.pastecluster.spi.TimeSource;

/** Everything that names nodes to one node, put together. Each has threads of its own, so that one which hangs holds up no other. */
final class Discoveries {

    private final Engine engine;
    private final List<DiscoverySource> sources;
    private final TimeSource time;
    private final String node;
    private final Map<Integer, Set<String>> named = new HashMap<>();

    /**
     * @param node names the threads
     */
    Discoveries(Engine engine, List<DiscoverySource> sources, TimeSource time, String node) {
        this.engine = engine;
        this.sources = List.copyOf(sources);
        this.time = time;
        this.node = node;
    }

    /** How long founding waits for the first {@link Engine#found}. */
    Duration firstAnswer() {
        return sources.isEmpty() ? Duration.ZERO : DiscoveryLoop.FIRST_ANSWER;
    }

    /** Begins to ask; the node's end is the end of it. After the node has started. */
    void start() {
        if (sources.isEmpty()) {
            return;
        }
        List<DiscoveryLoop> loops = new ArrayList<>();
        for (DiscoverySource source : sources) {
            loops.add(loop(loops.size(), source));
        }
        engine.listeners()
                .add(
                        "discovery",
                        event -> {
                            if (event instanceof ClusterEvent.MemberLeft left) {
                                loops.forEach(loop -> loop.left(left.member()));
                            }
                        },
                        Runnable::run);
        var unused = engine.stopped().whenComplete((none, never) -> loops.forEach(DiscoveryLoop::close));
        loops.forEach(DiscoveryLoop::start);
    }

    private DiscoveryLoop loop(int index, DiscoverySource source) {
        String thread = node + "-discovery-" + source.name();
        return new DiscoveryLoop(
                source,
                engine.standing()::view,
                hosts -> found(index, hosts),
                engine.reports(),
                time,
                new MailboxThread(thread, time),
                onThreadNamed("pastecluster-" + thread + "-call"));
    }

    private static Executor onThreadNamed(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** Complete when each has answered: one that failed may still know of a cluster. */
    private synchronized void found(int index, Set<String> hosts) {
        named.put(index, hosts);
        Set<String> all = new LinkedHashSet<>();
        named.values().forEach(all::addAll);
        engine.found(List.copyOf(all), named.size() == sources.size());
    }
}
