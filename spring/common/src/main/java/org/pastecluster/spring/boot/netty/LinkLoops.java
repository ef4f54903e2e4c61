package org.pastecluster.spring.boot.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.resources.LoopResources;

/**
 * Event loops for links alone. An application that blocks those of its web server stops every connection on them; a link that has moved
 * here goes on. Thread-safe; the threads begin with the first link, and are daemons.
 */
public final class LinkLoops implements SmartLifecycle, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkLoops.class);

    /** One writes more than most networks carry, unless it has to encrypt. */
    private static final int MOST_THREADS = 4;

    private @Nullable LoopResources threads;
    private boolean closed;
    private volatile boolean running;
    private volatile boolean stays;

    /**
     * Moves a channel here. Called on its event loop.
     *
     * @param then run on the channel's event loop when it has one for good; not at all when the channel has ended meanwhile
     */
    void take(Channel channel, Runnable then) {
        EventLoop here = stays ? null : loopFor(channel);
        if (here == null) {
            then.run();
            return;
        }
        channel.deregister().addListener(left -> {
            if (left.isSuccess()) {
                here.register(channel).addListener(moved -> arrived((ChannelFuture) moved, then));
            } else {
                var unused = channel.close();
            }
        });
    }

    /** A web server may run on loops of a kind that is not known here: then the other end dials again, and its link stays there. */
    private void arrived(ChannelFuture moved, Runnable then) {
        if (moved.isSuccess()) {
            then.run();
            return;
        }
        Channel channel = moved.channel();
        if (channel.isOpen() && !stays) {
            stays = true;
            LOG.warn(
                    "Links cannot have event loops of their own, and stay on those of the web server: {}."
                            + " Don't block these, or leadership may be lost.",
                    String.valueOf(moved.cause()));
        }
        var unused = channel.close();
    }

    private synchronized @Nullable EventLoop loopFor(Channel channel) {
        if (closed) {
            return null;
        }
        LoopResources loops = threads;
        if (loops == null) {
            int count = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2));
            loops = LoopResources.create("pastecluster-link", count, true);
            threads = loops;
        }
        boolean isNative = !(channel instanceof NioSocketChannel);
        return loops.onServer(isNative).next();
    }

    @Override
    public void start() {
        running = true;
    }

    /** After the node has left and the web server has closed; a context that starts again gets new threads with its first link. */
    @Override
    public synchronized void stop() {
        running = false;
        dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** Ends the threads, and with them what links are left. Returns without waiting. */
    @Override
    public synchronized void close() {
        closed = true;
        dispose();
    }

    private synchronized void dispose() {
        if (threads != null) {
            threads.dispose();
            threads = null;
        }
    }
}
