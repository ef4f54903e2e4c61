package org.pastecluster.http.bootstrap;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.pastecluster.ClusterMessage;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.Transport;

/** A node with links that does nothing but send what it is given and keep what it hears. */
final class LinkParty implements Transport.Receiver, LinkHandler {

    final BlockingQueue<Batch> arrivals = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closedByPeer = new LinkedBlockingQueue<>();
    final BlockingQueue<String> noticed = new LinkedBlockingQueue<>();
    final BlockingQueue<Link> opened = new LinkedBlockingQueue<>();
    final Queue<Batch> toSend = new ConcurrentLinkedQueue<>();

    @Override
    public boolean receive(Frame request, Transport.Answer answer) {
        return false;
    }

    @Override
    public boolean deliver(ClusterMessage message) {
        return false;
    }

    @Override
    public void closed(String host) {
        closedByPeer.add(host);
    }

    @Override
    public void noticed(String host, String sentence) {
        noticed.add(host + ": " + sentence);
    }

    @Override
    public LinkHandler links() {
        return this;
    }

    @Override
    public void opened(Link link) {
        opened.add(link);
    }

    @Override
    public void closed(Link link) {}

    @Override
    public Batch next(Link link, int bytes) {
        return toSend.poll();
    }

    @Override
    public void arrived(String host, long incarnation, Batch batch) {
        arrivals.add(batch);
    }
}
