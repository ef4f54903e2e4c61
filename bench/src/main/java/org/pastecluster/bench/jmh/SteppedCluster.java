package org.pastecluster.bench.jmh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Node;
import org.pastecluster.protocol.Output;

/** Nodes of the protocol that call each other in no time, on a clock that this class moves. */
final class SteppedCluster {

    private static final long WALL_MILLIS = 1_700_000_000_000L;

    /** A node, and what it made of the cluster. */
    private static final class Place {
        private final String host;
        private final Node node;
        private @Nullable ClusterView view;

        Place(String host, Node node) {
            this.host = host;
            this.node = node;
        }
    }

    /** Who asked under which number, for the answer. */
    private record Asked(Place by, long exchange) {}

    private record Due(Place place, Input input) {}

    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> order = new ArrayList<>();
    private final Map<Long, Asked> open = new HashMap<>();
    private final Queue<Due> due = new ArrayDeque<>();
    private long now = 1;
    private long calls;
    private long steps;

    SteppedCluster(int size) {
        SplittableRandom random = new SplittableRandom(1);
        List<NodeAddress> known = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            known.add(NodeAddress.of("http://n" + i + ":80"));
        }
        for (NodeAddress address : known) {
            ClusterSettings settings =
                    ClusterSettings.builder(address).nodes(known).build();
            Place place = new Place(address.host(), new Node(settings, random.nextLong() | 1, random::nextLong));
            places.put(address.host(), place);
            order.add(place);
        }
        order.forEach(place -> due.add(new Due(place, new Input.Started(WALL_MILLIS, 0))));
        settle();
    }

    void passSeconds(int seconds) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Place next = order.get(0);
            for (Place place : order) {
                if (place.node.nextWakeUp() < next.node.nextWakeUp()) {
                    next = place;
                }
            }
            if (next.node.nextWakeUp() > end) {
                now = end;
                return;
            }
            now = Math.max(now, next.node.nextWakeUp());
            due.add(new Due(next, new Input.Woken()));
            settle();
        }
    }

    private void settle() {
        for (Due next = due.poll(); next != null; next = due.poll()) {
            steps++;
            for (Output output : next.place().node.step(next.input(), now)) {
                carryOut(next.place(), output);
            }
        }
    }

    private void carryOut(Place from, Output output) {
        if (output instanceof Output.Call call) {
            Place to = places.get(call.host());
            if (to == null) {
                due.add(new Due(from, new Input.Failed(call.exchange(), CallFailure.REFUSED, "")));
            } else {
                open.put(++calls, new Asked(from, call.exchange()));
                due.add(new Due(to, new Input.Received(calls, call.frame())));
            }
        } else if (output instanceof Output.Answer answer) {
            Asked asked = open.remove(answer.call());
            if (asked != null) {
                due.add(new Due(asked.by(), new Input.Replied(asked.exchange(), answer.frame())));
            }
        } else if (output instanceof Output.ViewChanged changed) {
            from.view = changed.view();
        }
    }

    /** Whether all name the first one's leader and know all others. */
    boolean isFormed() {
        ClusterView first = order.get(0).view;
        return first != null
                && first.leader() != null
                && order.stream()
                        .allMatch(place -> place.view != null
                                && first.leader().equals(place.view.leader())
                                && place.view.members().size() == order.size());
    }

    long steps() {
        return steps;
    }

    @Override
    public String toString() {
        return order.stream().map(place -> place.host).toList().toString();
    }
}
