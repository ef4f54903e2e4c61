package org.pastecluster.testkit.network;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.time.Event;

/** One call on its way. As an event it is the call's own time-out. */
final class VirtualCall extends Event {

    private final VirtualNetwork network;
    private final VirtualProcess caller;
    private final OpenCalls open;
    private final Transport.Outcome outcome;
    final long id;
    final int to;

    /** The machine that was meant; the name may lead to another. */
    private final int named;

    final Frame request;
    private final long timeout;
    private boolean replyArrived;
    private boolean targetSlept;
    private boolean received;
    private boolean answered;
    private boolean settled;

    @Nullable
    VirtualCall previous;

    @Nullable
    VirtualCall next;

    VirtualCall(
            VirtualNetwork network,
            VirtualProcess caller,
            OpenCalls open,
            long id,
            int named,
            int to,
            Frame request,
            long timeout,
            Transport.Outcome outcome) {
        this.network = network;
        this.caller = caller;
        this.id = id;
        this.named = named;
        this.to = to;
        this.request = request;
        this.timeout = timeout;
        this.outcome = outcome;
        this.open = open;
        open.add(this);
        caller.callOpened();
    }

    VirtualProcess caller() {
        return caller;
    }

    int from() {
        return caller.machine();
    }

    /** The target was paused, slow or dead meanwhile: its silence says nothing about the network. */
    void targetSlept() {
        targetSlept = true;
    }

    /** The target has it, and may have to ask others before it answers: until it does, its silence says nothing about the network. */
    void received() {
        received = true;
    }

    void answered() {
        answered = true;
    }

    void replied(Frame reply) {
        replyArrived = true;
        caller.deliver(() -> {
            if (settle()) {
                outcome.replied(reply);
            }
        });
    }

    void failed(CallFailure failure, String detail) {
        replyArrived = true;
        caller.deliver(() -> {
            if (settle()) {
                network.traffic().failed(from(), named, id, failure);
                outcome.failed(failure, detail);
            }
        });
    }

    /** Its transport was closed. */
    void abandoned() {
        failed(CallFailure.SILENT, "the caller's transport was closed");
    }

    @Override
    protected void happen() {
        if (settled) {
            return;
        }
        if (!replyArrived && !targetSlept && (answered || !received)) {
            network.disturbedBy(this);
        }
        failed(CallFailure.SILENT, "no answer in time");
        caller.deliver(() -> network.timedOut(this, named, timeout));
    }

    private boolean settle() {
        if (settled) {
            return false;
        }
        settled = true;
        open.remove(this);
        caller.callEnded();
        return true;
    }
}
