package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P2: the numbers that an incarnation leads with, shows in its views, and says it has seen or knows published, only grow;
 * nobody begins to lead with a number that it has been told was published; and when all processes are gone and others are
 * started, these lead with higher numbers, if their clocks are not behind.
 */
public final class GrowingNumbers implements Watcher {

    private static final int TOKEN_BITS = 16;

    private final List<Marks> marks = new ArrayList<>();
    private int running;
    private long highest;
    private long beforeRestart;

    private static final class Marks {
        private long led;
        private long viewed;
        private long version;
        private long seen;
        private long published;
        private long told;
        private boolean clockBehind;
    }

    @Override
    public void started(SimulatedProcess process) {
        if (running == 0) {
            beforeRestart = highest;
        }
        running++;
        Marks mark = new Marks();
        mark.clockBehind = process.clock().wallMillis() < beforeRestart;
        marks.add(mark);
    }

    @Override
    public void ended(SimulatedProcess process, String how) {
        running--;
    }

    @Override
    public void before(SimulatedProcess process, Input input) {
        Frame frame = Frames.in(input);
        if (frame == null || !Frames.isMeantFor(frame, process)) {
            return;
        }
        for (Frame told = frame; told != null; told = Frames.inner(told)) {
            if (Frames.isMeantFor(told, process)) {
                tell(process, told);
            }
        }
    }

    private void tell(SimulatedProcess process, Frame frame) {
        Marks mark = marks.get(process.serial());
        mark.told = Math.max(mark.told, frame.envelope().published());
        if (frame.body() instanceof Request.Publish publish) {
            mark.told = Math.max(mark.told, publish.update().leader().number());
        } else if (frame.body() instanceof Reply.Update reply && reply.update() != null) {
            mark.told = Math.max(mark.told, reply.update().leader().number());
        }
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        Marks mark = marks.get(process.serial());
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            Frame frame = Frames.in(output);
            if (frame != null) {
                say(process, mark, frame.envelope());
            } else if (output instanceof Output.ViewChanged changed) {
                view(process, mark, changed.view().number(), changed.view().version());
            } else if (output instanceof Output.Acquired acquired) {
                lead(process, mark, acquired.number(), acquired.token());
            } else if (output instanceof Output.Outbid outbid) {
                lead(process, mark, outbid.number(), outbid.token());
            }
        }
    }

    private static void say(SimulatedProcess process, Marks mark, Envelope envelope) {
        if (envelope.seen() < mark.seen || envelope.published() < mark.published) {
            throw broken(
                    process,
                    "says seen " + Times.number(envelope.seen()) + " published "
                            + Times.number(envelope.published()) + " after " + Times.number(mark.seen) + " and "
                            + Times.number(mark.published));
        }
        mark.seen = envelope.seen();
        mark.published = envelope.published();
    }

    private static void view(SimulatedProcess process, Marks mark, long number, long version) {
        if (number == 0) {
            return;
        }
        if (number < mark.viewed || (number == mark.viewed && version < mark.version)) {
            throw broken(
                    process,
                    "shows view " + Times.number(number) + "." + version + " after " + Times.number(mark.viewed) + "."
                            + mark.version);
        }
        mark.viewed = number;
        mark.version = version;
    }

    private void lead(SimulatedProcess process, Marks mark, long number, long token) {
        if (number <= mark.led) {
            throw broken(process, "leads with " + Times.number(number) + " after " + Times.number(mark.led));
        }
        if (number <= mark.told) {
            throw broken(
                    process,
                    "begins to lead with " + Times.number(number) + " though it was told that "
                            + Times.number(mark.told) + " is published");
        }
        if (number <= beforeRestart && !mark.clockBehind) {
            throw broken(
                    process,
                    "begins to lead with " + Times.number(number) + " though " + Times.number(beforeRestart)
                            + " was used before everything was restarted");
        }
        if (token >> TOKEN_BITS != number) {
            throw broken(process, "has token " + token + ", which is not of its number " + number);
        }
        mark.led = number;
        highest = Math.max(highest, number);
    }

    private static BrokenPromise broken(SimulatedProcess process, String how) {
        return new BrokenPromise("P2", process + " " + how);
    }
}
