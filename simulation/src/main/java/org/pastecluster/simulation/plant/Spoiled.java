package org.pastecluster.simulation.plant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** A correct node and something around it that changes what the node hears and says. Does nothing unless overridden. */
abstract class Spoiled implements Protocol {

    private final Protocol node;
    private final Member self;
    private final Deque<Input> owed = new ArrayDeque<>();
    private @Nullable ClusterView view;
    private boolean leading;
    private long number;
    private long now;
    private long startedAt;
    private long seen;
    private long published;

    Spoiled(Member self, Protocol node) {
        this.self = self;
        this.node = node;
    }

    /** Changes what a frame says that came in, also one that came through others. */
    Frame hears(Frame frame) {
        return frame;
    }

    /** Changes what a frame says that this node sends, also through others. */
    Frame speaks(Frame frame) {
        return frame;
    }

    /** Changes an input; null keeps it from the node. */
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Received received) {
            return new Input.Received(received.call(), Inside.heard(received.frame(), self, this::hears));
        }
        if (input instanceof Input.Replied replied) {
            return new Input.Replied(replied.exchange(), Inside.heard(replied.frame(), self, this::hears));
        }
        return input;
    }

    /** Changes an output, adds others, or leaves it out. */
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call) {
            Frame frame = Inside.spoken(call.frame(), self, this::speaks);
            outputs.add(new Output.Call(call.exchange(), call.host(), frame, call.timeoutNanos()));
        } else if (output instanceof Output.Answer answer) {
            outputs.add(new Output.Answer(answer.call(), Inside.spoken(answer.frame(), self, this::speaks)));
        } else {
            outputs.add(output);
        }
    }

    /** After a step: adds outputs that no output of the node stands for. */
    void adds(Input input, List<Output> outputs) {}

    @Override
    public final List<Output> step(Input input, long time) {
        now = time;
        startedAt = input instanceof Input.Started ? time : startedAt;
        List<Output> outputs = new ArrayList<>();
        for (Input due = owed.poll(); due != null; due = owed.poll()) {
            pass(due, outputs);
        }
        pass(input, outputs);
        adds(input, outputs);
        return outputs;
    }

    private void pass(Input input, List<Output> outputs) {
        Input taken = takes(input);
        if (taken == null) {
            return;
        }
        for (Output output : List.copyOf(node.step(taken, now))) {
            note(output);
            gives(output, outputs);
        }
    }

    private void note(Output output) {
        if (output instanceof Output.Call call) {
            noteNumbers(call.frame().envelope());
        } else if (output instanceof Output.Answer answer) {
            noteNumbers(answer.frame().envelope());
        }
        if (output instanceof Output.ViewChanged changed) {
            view = changed.view();
        } else if (output instanceof Output.Acquired acquired) {
            leading = true;
            number = acquired.number();
        } else if (output instanceof Output.Outbid outbid) {
            number = outbid.number();
        } else if (output instanceof Output.Lost) {
            leading = false;
        }
    }

    private void noteNumbers(Envelope envelope) {
        seen = envelope.seen();
        published = envelope.published();
    }

    @Override
    public long nextWakeUp() {
        return owed.isEmpty() ? node.nextWakeUp() : now;
    }

    /** Gives the node an input as soon as it can take one. */
    final void owe(Input input) {
        owed.add(input);
    }

    final Member self() {
        return self;
    }

    final long now() {
        return now;
    }

    /** What the node last showed; null before that. */
    final @Nullable ClusterView view() {
        return view;
    }

    /** The member at a host, in the view that the node last showed; null for none. */
    final @Nullable Member memberAt(String host) {
        ClusterView shown = view;
        if (shown != null) {
            for (Member member : shown.members()) {
                if (member.host().equals(host)) {
                    return member;
                }
            }
        }
        return null;
    }

    final boolean isLeading() {
        return leading;
    }

    /** The number of its leadership, the last one if it has lost that. */
    final long number() {
        return number;
    }

    /** A frame of this node as if it were sent now. */
    final Frame stamped(Frame frame) {
        Envelope envelope = Envelopes.withNumbers(frame.envelope(), seen, published);
        return new Frame(Envelopes.withStamp(envelope, now - startedAt + 1), frame.body());
    }
}
