package org.pastecluster.simulation.trace;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Batch;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.checker.Times;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Traffic;

/**
 * Writes what happens, one line an event: the time in seconds, who (host and process), what, and about what. Packets are
 * written as {@code n1 → n2 name #call}; an answer as {@code ⇠}, a loss as {@code ✗}.
 */
public final class Story implements Watcher, Traffic {

    private static final int WHO = 8;
    private static final int WHAT = 10;

    private final SimulatedCluster cluster;
    private final Consumer<String> lines;
    private final boolean everything;
    private final FrameText text;

    /**
     * @param lines takes each line
     * @param everything whether heartbeats, questions and their answers are written too
     */
    public Story(SimulatedCluster cluster, Consumer<String> lines, boolean everything) {
        this.cluster = cluster;
        this.lines = lines;
        this.everything = everything;
        this.text = new FrameText(cluster);
    }

    private void line(String who, String what, String about) {
        StringBuilder line = new StringBuilder();
        String time = Times.column(cluster.now());
        line.append(" ".repeat(Math.max(0, 12 - time.length()))).append(time).append("  ");
        pad(line, who, WHO);
        pad(line, what, WHAT);
        lines.accept(line.append(about).toString());
    }

    private static void pad(StringBuilder line, String word, int width) {
        line.append(word).append(" ".repeat(Math.max(0, width - word.length()))).append(' ');
    }

    @Override
    public void started(SimulatedProcess process) {
        line(
                process.toString(),
                "STARTED",
                "incarnation " + Long.toHexString(process.member().incarnation()));
    }

    @Override
    public void ended(SimulatedProcess process, String how) {
        line(process.toString(), "ENDED", how);
    }

    @Override
    public void happened(String what) {
        line("—", "———", what);
    }

    @Override
    public void before(SimulatedProcess process, Input input) {
        if (input instanceof Input.LinkClosed closed) {
            line(process.toString(), "link", "closed by " + text.host(closed.host()));
        }
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (Output output : outputs) {
            tell(process.toString(), output);
        }
    }

    @Override
    public void said(SimulatedProcess process, String what, String about) {
        line(process.toString(), what, about);
    }

    private void tell(String who, Output output) {
        if (output instanceof Output.Acquired acquired) {
            line(who, "ACQUIRED", Times.number(acquired.number()));
        } else if (output instanceof Output.Lost lost) {
            line(who, "LOST", lost.reason());
        } else if (output instanceof Output.Outbid outbid) {
            line(who, "OUTBID", Times.number(outbid.number()));
        } else if (output instanceof Output.ViewChanged changed) {
            line(who, "view", text.view(changed.view()));
        } else if (output instanceof Output.Joined joined) {
            line(who, "joined", text.member(joined.member()));
        } else if (output instanceof Output.Left left) {
            line(who, "left", text.member(left.member()) + ": " + left.reason());
        } else if (output instanceof Output.Noted noted) {
            line(who, "noted", noted.kind() + " " + noted.why());
        } else if (output instanceof Output.Stopped stopped) {
            line(who, "STOPPED", stopped.failure() == null ? "as asked" : stopped.failure());
        }
    }

    @Override
    public void requested(int from, int to, long call, Frame request) {
        if (everything || !text.isRoutine(request)) {
            packet(from, "→", to, call, text.frame(request));
        }
    }

    @Override
    public void answered(int from, int to, long call, Frame reply) {
        if (everything || !text.isRoutine(reply)) {
            packet(from, "⇠", to, call, text.frame(reply));
        }
    }

    @Override
    public void lost(int from, int to, long call, String why) {
        packet(from, "✗", to, call, why);
    }

    @Override
    public void failed(int from, int to, long call, CallFailure failure) {
        packet(from, "failed", to, call, failure.toString());
    }

    @Override
    public void linkOpened(int from, int to, long link) {
        packet(from, "opens", to, link, "link, on which it writes");
    }

    @Override
    public void linkClosed(int at, int other, long link, String why) {
        packet(at, "closes", other, link, "link: " + why);
    }

    @Override
    public void written(int from, int to, long link, long incarnation, Batch batch) {
        if (everything || !BatchText.isRoutine(batch)) {
            packet(from, "⇒", to, link, "link: " + BatchText.of(batch));
        }
    }

    @Override
    public void arrived(int from, int to, long link, Batch batch) {
        if (everything || !BatchText.isRoutine(batch)) {
            packet(to, "⇐", from, link, "link: " + BatchText.of(batch));
        }
    }

    private void packet(int from, String arrow, int to, long call, String about) {
        @Nullable SimulatedProcess process = cluster.at(from);
        line(
                process == null ? "n" + (from + 1) : process.toString(),
                arrow + " n" + (to + 1),
                "#" + call + " " + about);
    }
}
