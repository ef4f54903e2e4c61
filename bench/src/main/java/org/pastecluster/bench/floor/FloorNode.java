package org.pastecluster.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/** Nodes joined by plain sockets: each writes on the connections that it dialled and reads on those that it accepted. It elects nobody. */
public final class FloorNode implements SystemNode {

    private static final long RETRY_NANOS = 20_000_000;

    private final AtomicInteger dialled = new AtomicInteger();
    private @Nullable ServerSocketChannel server;
    private @Nullable AtomicReferenceArray<FloorLink> links;
    private int size;
    private volatile boolean closed;

    @Override
    public void start(NodePlan plan, Inbox inbox) throws IOException {
        size = plan.size();
        links = new AtomicReferenceArray<>(size);
        ServerSocketChannel listening = ServerSocketChannel.open();
        server = listening;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()));
        daemon("floor-accept", () -> accept(listening, inbox));
        for (int i = 0; i < size; i++) {
            int other = i;
            if (other != plan.index()) {
                daemon("floor-dial", () -> dial(other, plan.ports().get(other), inbox));
            }
        }
    }

    private void accept(ServerSocketChannel listening, Inbox inbox) {
        try {
            while (!closed) {
                SocketChannel channel = listening.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                daemon("floor-reader", new FloorReader(channel, inbox));
            }
        } catch (IOException ended) {
            closed = true;
        }
    }

    private void dial(int other, int port, Inbox inbox) {
        while (!closed) {
            try {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                FloorLink link = new FloorLink(channel);
                daemon("floor-writer", link::write);
                link(other, link);
                dialled.incrementAndGet();
                link.readAcknowledgements(inbox);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private synchronized void link(int other, FloorLink link) {
        AtomicReferenceArray<FloorLink> all = links;
        if (all != null) {
            all.set(other, link);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void send(int target, byte[] body) {
        AtomicReferenceArray<FloorLink> all = links;
        FloorLink link = all == null ? null : all.get(target);
        if (link == null) {
            throw new IllegalStateException("There is no connection to node " + target + ".");
        }
        link.send(body);
    }

    @Override
    public void broadcast(byte[] body) {
        AtomicReferenceArray<FloorLink> all = links;
        for (int i = 0; all != null && i < all.length(); i++) {
            FloorLink link = all.get(i);
            if (link != null) {
                link.send(body);
            }
        }
    }

    @Override
    public boolean keepsBodies() {
        return false;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public int leader() {
        return 0;
    }

    @Override
    public boolean leads() {
        return false;
    }

    @Override
    public int members() {
        return dialled.get() + 1;
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (server != null) {
                server.close();
            }
            AtomicReferenceArray<FloorLink> all = links;
            for (int i = 0; all != null && i < all.length(); i++) {
                FloorLink link = all.get(i);
                if (link != null) {
                    link.close();
                }
            }
        } catch (IOException cannotClose) {
            throw new UncheckedIOException(cannotClose);
        }
    }
}
