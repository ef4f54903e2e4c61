package org.pastecluster.simulation.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.network.VirtualTimer;

/** The least that makes a node run: carries out what its steps say. */
final class DirectRuntime implements Transport.Receiver {

    private final Protocol steps;
    private final Transport transport;
    private final TimeSource time;
    private final VirtualTimer timer;
    private final Map<Long, Transport.Answer> answers = new HashMap<>();
    private long calls;
    private boolean stopped;

    DirectRuntime(Protocol steps, Transport transport, TimeSource time, VirtualTimer timer) {
        this.steps = steps;
        this.transport = transport;
        this.time = time;
        this.timer = timer;
    }

    void start(long remembered) {
        transport.start(this);
        take(new Input.Started(time.wallMillis(), remembered));
    }

    void take(Input input) {
        if (stopped) {
            return;
        }
        List<Output> outputs = steps.step(input, time.nanos());
        for (int i = 0; i < outputs.size(); i++) {
            carryOut(outputs.get(i));
        }
        if (!stopped) {
            timer.set(steps.nextWakeUp(), this::wake);
        }
    }

    private void wake() {
        take(new Input.Woken());
    }

    private void carryOut(Output output) {
        if (output instanceof Output.Call call) {
            call(call);
        } else if (output instanceof Output.Answer answer) {
            Transport.@Nullable Answer waiting = answers.remove(answer.call());
            if (waiting != null) {
                waiting.answer(answer.frame());
            }
        } else if (output instanceof Output.Stopped) {
            stopped = true;
            timer.cancel();
            transport.close();
        }
    }

    private void call(Output.Call call) {
        transport.call(call.host(), call.frame(), Duration.ofNanos(call.timeoutNanos()), new Transport.Outcome() {
            @Override
            public void replied(Frame reply) {
                take(new Input.Replied(call.exchange(), reply));
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                take(new Input.Failed(call.exchange(), failure, detail));
            }
        });
    }

    @Override
    public boolean receive(Frame request, Transport.Answer answer) {
        if (stopped) {
            return false;
        }
        long call = ++calls;
        answers.put(call, answer);
        take(new Input.Received(call, request));
        return true;
    }

    /** Messages are not simulated yet. */
    @Override
    public boolean deliver(ClusterMessage message) {
        return false;
    }

    @Override
    public void closed(String host) {
        take(new Input.LinkClosed(host));
    }
}
