package org.pastecluster.simulation.cluster;

import org.pastecluster.ClusterMessage;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.Transport;

/** Hands on everything to a node's receiver, but what a subclass does otherwise. */
public class ForwardingReceiver implements Transport.Receiver {

    private final Transport.Receiver receiver;

    /** To this one. */
    protected ForwardingReceiver(Transport.Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public boolean receive(Frame request, Transport.Answer answer) {
        return receiver.receive(request, answer);
    }

    @Override
    public boolean deliver(ClusterMessage message) {
        return receiver.deliver(message);
    }

    @Override
    public void closed(String host) {
        receiver.closed(host);
    }

    @Override
    public void noticed(String host, String sentence) {
        receiver.noticed(host, sentence);
    }

    @Override
    public LinkHandler links() {
        return receiver.links();
    }
}
