package org.pastecluster.testkit.network;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;

/** The transport of one virtual process. */
final class VirtualTransport implements Transport {

    private final VirtualNetwork network;
    private final VirtualProcess process;
    private final OpenCalls open = new OpenCalls();
    private final LinkKeeper links;
    private boolean closed;

    VirtualTransport(VirtualNetwork network, VirtualProcess process) {
        this.network = network;
        this.process = process;
        this.links = new LinkKeeper(network.links(), process);
    }

    @Override
    public void start(Receiver receiver) {
        if (!closed) {
            process.receiver(receiver);
        }
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        if (closed) {
            process.deliver(() -> outcome.failed(CallFailure.SILENT, "the transport is closed"));
        } else {
            network.call(process, open, host, request, timeout.toNanos(), outcome);
        }
    }

    @Override
    public void keepLinks(List<Member> peers) {
        if (!closed && network.hasLinks()) {
            links.keep(peers);
        }
    }

    @Override
    public void close() {
        closed = true;
        links.close();
        network.links().died(process, true);
        process.receiver(null);
        for (@Nullable VirtualCall call = open.first(); call != null; call = open.after(call)) {
            call.abandoned();
        }
    }
}
