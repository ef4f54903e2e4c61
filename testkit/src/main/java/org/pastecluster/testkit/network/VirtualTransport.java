package org.pastecluster.testkit.network;

import java.time.Duration;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;

/** The transport of one virtual process. */
final class VirtualTransport implements Transport {

    private final VirtualNetwork network;
    private final VirtualProcess process;

    VirtualTransport(VirtualNetwork network, VirtualProcess process) {
        this.network = network;
        this.process = process;
    }

    @Override
    public void start(Receiver receiver) {
        process.receiver(receiver);
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        network.call(process, host, request, timeout.toNanos(), outcome);
    }

    /** Open calls end with their time-outs. */
    @Override
    public void close() {
        process.receiver(null);
    }
}
