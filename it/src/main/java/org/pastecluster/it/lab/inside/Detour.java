package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to one address, in both directions as fast as it is told. */
final class Detour implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress target;
    private final Current there = new Current();
    private final Current back = new Current();
    private final Listener listener;

    Detour(InetSocketAddress at, InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new Listener(at, this::pass);
    }

    void delay(long millis) {
        there.delay(TimeUnit.MILLISECONDS.toNanos(millis));
        back.delay(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    void stall(boolean there, boolean back) {
        this.there.stall(there);
        this.back.stall(back);
    }

    private void pass(Socket near) throws IOException {
        Socket far = new Socket();
        try {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(target, CONNECT_MILLIS);
        } catch (IOException unreachable) {
            Listener.cut(far);
            throw unreachable;
        }
        AtomicInteger open = new AtomicInteger(2);
        new Pipe(near.getInputStream(), far.getOutputStream(), there, ends(near, far, open)).start();
        new Pipe(far.getInputStream(), near.getOutputStream(), back, ends(far, near, open)).start();
    }

    private static Pipe.Ends ends(Socket from, Socket to, AtomicInteger open) {
        return new Pipe.Ends() {
            @Override
            public void said() throws IOException {
                to.shutdownOutput();
                if (open.decrementAndGet() == 0) {
                    to.close();
                    from.close();
                }
            }

            @Override
            public void broken() {
                Listener.cut(from);
                Listener.cut(to);
            }
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
