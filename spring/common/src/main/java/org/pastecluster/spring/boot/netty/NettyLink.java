package org.pastecluster.spring.boot.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.WebSocketOutput;

/**
 * A connection of reactor-netty that became a link. Writing waits while the channel holds as much as it may (64 KiB by Netty's default), so
 * that no more than that and what is being written lies in memory for an end that does not read.
 */
final class NettyLink extends ChannelInboundHandlerAdapter implements LinkOutput {

    /** Signs of life are taken far more often; this ends the wait for an end that has gone silently. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** For what was written before the end; an end that reads takes it at once. */
    private static final long LAST_BYTES_MILLIS = 1_000;

    private final Channel channel;
    private final LinkDoor door;
    private final boolean framed;
    private final Object room = new Object();

    // What follows is of the event loop.
    private boolean begun;
    private boolean over;
    private @Nullable Runnable atItsEnd;

    NettyLink(Channel channel, LinkDoor door, boolean asWebSocket) {
        this.channel = channel;
        this.door = door;
        this.framed = asWebSocket;
    }

    /** The request was read to its end. */
    void begins() {
        begun = true;
    }

    /** The answer was sent, and the channel is where it stays. On its event loop. */
    void opened() {
        Runnable ended = door.opened(framed ? new WebSocketOutput(this) : this);
        atItsEnd = ended;
        if (over) {
            ended.run();
        }
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        awaitRoom();
        // A write that fails ends the channel, which the next one sees.
        var unused = channel.writeAndFlush(channel.alloc().ioBuffer(length).writeBytes(buffer, from, length))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void awaitRoom() throws IOException {
        if (channel.isWritable()) {
            return;
        }
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        synchronized (room) {
            while (!channel.isWritable()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (!channel.isActive()) {
                    throw new IOException("the connection was closed");
                } else if (leftMillis <= 0) {
                    throw new IOException("the other end has read nothing for a minute");
                }
                try {
                    room.wait(leftMillis);
                } catch (InterruptedException toldToStop) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while it waited for the other end");
                }
            }
        }
    }

    private void lookAgain() {
        synchronized (room) {
            room.notifyAll();
        }
    }

    @Override
    public void close() {
        var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        Runnable atOnce = () -> {
            var unusedToo = channel.close();
        };
        try {
            var late = channel.eventLoop().schedule(atOnce, LAST_BYTES_MILLIS, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> late.cancel(false));
        } catch (RejectedExecutionException loopHasEnded) {
            // And has closed what it had.
        }
    }

    /** Who dialled says nothing: anything that comes in is the end, like the end itself. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        boolean isOfRequest = !begun && !over && read instanceof HttpContent && !(read instanceof HttpRequest);
        if (isOfRequest) {
            context.fireChannelRead(read);
            return;
        }
        ReferenceCountUtil.release(read);
        ended();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended();
        lookAgain();
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        lookAgain();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        var unused = context.close();
    }

    private void ended() {
        over = true;
        Runnable ended = atItsEnd;
        if (ended != null) {
            ended.run();
        }
    }
}
