package org.pastecluster.simulation.checker;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * Writes down which stamps truly reached whom. Goes before the checkers that read them. What was meant for an earlier process at the same
 * address is turned away unread.
 */
public final class Hearing implements Watcher {

    private final SimulatedCluster cluster;

    public Hearing(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void before(SimulatedProcess process, Input input) {
        Frame frame = Frames.in(input);
        for (Frame heard = frame; heard != null; heard = Frames.inner(heard)) {
            hear(process, heard);
        }
    }

    private void hear(SimulatedProcess process, Frame frame) {
        @Nullable
        SimulatedProcess sender = cluster.ofIncarnation(frame.envelope().from().incarnation());
        if (sender != null) {
            process.heard(sender.serial(), frame.envelope().stamp());
            if (Frames.isMeantFor(frame, process)) {
                process.knows(sender.serial(), cluster.now());
            }
        }
    }
}
