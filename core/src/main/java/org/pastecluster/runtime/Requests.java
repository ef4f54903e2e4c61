package org.pastecluster.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came in from other nodes: waiting in the mailbox, or taken and not answered yet. Both are bounded; a request too many
 * is turned away, and of those without an answer the oldest is given up.
 */
final class Requests {

    static final int WAITING = 1024;
    static final int UNANSWERED = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Scheduling scheduling;
    private final Consumer<Input> inputs;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<Long, Transport.Answer> unanswered = new LinkedHashMap<>();
    private long lastCall;
    private Transport.@Nullable Answer current;

    Requests(Scheduling scheduling, Consumer<Input> inputs) {
        this.scheduling = scheduling;
        this.inputs = inputs;
    }

    /** From any thread. */
    boolean receive(Frame frame, Transport.Answer answer) {
        if (!admitted()) {
            return false;
        }
        scheduling.execute(() -> take(frame, answer));
        return true;
    }

    /** From any thread. It is evidence, no proof, so that one too many is dropped. */
    void closed(String host) {
        if (admitted()) {
            scheduling.execute(() -> {
                waiting.decrementAndGet();
                inputs.accept(new Input.LinkClosed(host));
            });
        }
    }

    private boolean admitted() {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    private void take(Frame frame, Transport.Answer answer) {
        waiting.decrementAndGet();
        lastCall++;
        current = answer;
        inputs.accept(new Input.Received(lastCall, frame));
        if (current != null) {
            unanswered.put(lastCall, current);
            current = null;
            if (unanswered.size() > UNANSWERED) {
                unanswered.remove(unanswered.keySet().iterator().next());
            }
        }
    }

    void answer(Output.Answer output) {
        Transport.Answer answer;
        if (output.call() == lastCall && current != null) {
            answer = current;
            current = null;
        } else {
            answer = unanswered.remove(output.call());
        }
        if (answer == null) {
            return;
        }
        try {
            answer.answer(output.frame());
        } catch (RuntimeException againstTheContract) {
            LOG.debug("The transport threw on an answer.", againstTheContract);
        }
    }
}
