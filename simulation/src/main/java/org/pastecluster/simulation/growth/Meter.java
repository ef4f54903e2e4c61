package org.pastecluster.simulation.growth;

import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.ClusterView;
import org.pastecluster.message.Frame;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.testkit.network.Traffic;

/** Counts what travels: each request and each answer is a message. */
final class Meter implements Traffic {

    private final SimulatedCluster cluster;
    private long messages;
    private long bytes;
    private long largest;
    private final Map<String, Long> kinds = new TreeMap<>();

    Meter(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /** The size of the largest message. */
    long largest() {
        return largest;
    }

    /** The kind of which most were sent, with its share in percent. */
    String mostly() {
        String most = "";
        long sum = 0;
        for (Map.Entry<String, Long> kind : kinds.entrySet()) {
            sum += kind.getValue();
            most = most.isEmpty() || kind.getValue() > kinds.getOrDefault(most, 0L) ? kind.getKey() : most;
        }
        return sum == 0 ? "nothing" : most + " " + Math.round(100.0 * kinds.getOrDefault(most, 0L) / sum) + " %";
    }

    /** Counts from zero. */
    void begin() {
        messages = 0;
        bytes = 0;
        largest = 0;
        kinds.clear();
    }

    @Override
    public void requested(int from, int to, long call, Frame request) {
        count(request, FrameSize.request(request));
    }

    @Override
    public void answered(int from, int to, long call, Frame reply) {
        SimulatedProcess process = cluster.at(from);
        ClusterView view = process == null ? null : process.view();
        count(reply, FrameSize.answer(reply, view == null ? 1 : view.members().size()));
    }

    private void count(Frame frame, long size) {
        kinds.merge(frame.body().getClass().getSimpleName(), 1L, Long::sum);
        messages++;
        bytes += size;
        largest = Math.max(largest, size);
    }
}
