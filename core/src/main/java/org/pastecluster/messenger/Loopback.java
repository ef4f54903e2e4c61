package org.pastecluster.messenger;

import java.util.concurrent.atomic.AtomicInteger;
import org.pastecluster.message.Batch;
import org.pastecluster.spi.Link;

/** A node's way to itself, on the thread of whoever sends. */
final class Loopback implements Link {

    private static final int BYTES = 64 << 10;

    private final Messenger messenger;
    private final Correspondent self;
    private final AtomicInteger wakes = new AtomicInteger();

    Loopback(Messenger messenger, Correspondent self) {
        this.messenger = messenger;
        this.self = self;
    }

    @Override
    public String host() {
        return self.host();
    }

    @Override
    public long incarnation() {
        return self.incarnation();
    }

    @Override
    public void wake() {
        if (wakes.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            for (Batch batch = self.next(this, BYTES); batch != null; batch = self.next(this, BYTES)) {
                messenger.arrived(self.host(), self.incarnation(), batch);
            }
            seen = wakes.addAndGet(-seen);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // It has no other end.
    }
}
