package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/** P6: while the driver says that there is no cause, leadership does not move. The driver says what may happen. */
public final class Stability implements Watcher {

    /** What may happen to leadership and views. */
    public enum Allowed {
        /** Anything: faults are going on. */
        ANYTHING,
        /** Members come and go, leadership stays where it is. */
        MEMBERS,
        /** Sides meet: leaders may yield, each once; nobody becomes leader. */
        MEETING,
        /** Nothing changes. */
        NOTHING
    }

    private Allowed allowed = Allowed.ANYTHING;
    private final List<SimulatedProcess> yielded = new ArrayList<>();

    public void allow(Allowed value) {
        allowed = value;
        yielded.clear();
    }

    /** Whether nothing is wrong and nothing changes. */
    boolean isQuiet() {
        return allowed == Allowed.NOTHING;
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        if (allowed == Allowed.ANYTHING || process.isFalse()) {
            return;
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output instanceof Output.Acquired) {
                throw broken(process, "became leader");
            } else if (output instanceof Output.Lost lost) {
                lost(process, lost);
            } else if (output instanceof Output.Outbid && allowed != Allowed.MEETING) {
                throw broken(process, "took another number");
            } else if (allowed == Allowed.NOTHING
                    && (output instanceof Output.Joined || output instanceof Output.Left || isNewView(output))) {
                throw broken(process, "saw its view change: " + output);
            }
        }
    }

    private static boolean isNewView(Output output) {
        if (!(output instanceof Output.ViewChanged changed)) {
            return false;
        }
        ClusterView view = changed.view();
        Member leader = view.leader();
        return leader == null || view.version() == 0;
    }

    private void lost(SimulatedProcess process, Output.Lost lost) {
        if (allowed != Allowed.MEETING) {
            throw broken(process, "lost leadership (" + lost.reason() + ")");
        }
        if (yielded.contains(process)) {
            throw broken(process, "yielded twice");
        }
        yielded.add(process);
    }

    private BrokenPromise broken(SimulatedProcess process, String what) {
        return new BrokenPromise(
                "P6",
                process + " " + what
                        + switch (allowed) {
                            case MEETING -> " while sides met and nothing else was wrong";
                            case MEMBERS -> " though only a member that did not lead came or went";
                            default -> " though nothing happened";
                        });
    }
}
