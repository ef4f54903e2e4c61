package org.pastecluster.testkit.network;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.testkit.contract.TransportContract;
import org.pastecluster.testkit.time.EventQueue;
import org.pastecluster.testkit.time.VirtualClock;

/** The virtual network keeps the contract of every transport. */
class VirtualTransportTest extends TransportContract {

    private static final long MILLI = 1_000_000;

    private final EventQueue time = new EventQueue();
    private final VirtualNetwork network = new VirtualNetwork(time, new SplittableRandom(1), Quality.LOCAL);

    @Override
    protected Endpoint open() {
        String host = "http://n" + network.size();
        int machine = network.addMachine(host);
        VirtualProcess process = network.start(machine, new VirtualClock(time, 0, 0, 0, 0));
        return new Endpoint(new Member(NodeAddress.of(host), machine + 1), network.transport(process));
    }

    @Override
    protected String refusingHost() {
        return network.host(network.addMachine("http://empty" + network.size()));
    }

    @Override
    protected boolean await(CountDownLatch latch, Duration longest) {
        long end = time.now() + longest.toNanos();
        while (latch.getCount() > 0 && time.now() < end) {
            time.runUntil(time.now() + MILLI);
        }
        return latch.getCount() == 0;
    }
}
