package org.pastecluster.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.WebSocketOutput;

/**
 * A connection of Jetty that became a link. Nothing of it ever needs a thread of the pool: what comes back from the network is told on the
 * thread that selects, and does next to nothing there.
 */
final class JettyLink extends AbstractConnection implements Connection.UpgradeTo {

    /** Signs of life come far more often; this ends what waits for the end of the other side. */
    private static final long IDLE_MILLIS = 60_000;

    private final LinkDoor door;
    private final boolean framed;
    private volatile boolean saidSomething;
    private volatile @Nullable Runnable atItsEnd;

    JettyLink(EndPoint end, Executor executor, LinkDoor door, boolean asWebSocket) {
        super(end, executor);
        this.door = door;
        this.framed = asWebSocket;
    }

    /** What came right behind the request. */
    @Override
    public void onUpgradeTo(@Nullable ByteBuffer rest) {
        saidSomething = rest != null && rest.hasRemaining();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        EndPoint end = getEndPoint();
        end.setIdleTimeout(IDLE_MILLIS);
        Output output = new Output(end);
        Runnable ended = door.opened(framed ? new WebSocketOutput(output) : output);
        atItsEnd = ended;
        if (saidSomething) {
            ended.run();
        }
        // Who dialled says nothing: anything that comes in is the end, like the end itself.
        end.tryFillInterested(Callback.from(Invocable.InvocationType.NON_BLOCKING, ended, broken -> ended.run()));
    }

    @Override
    public void onFillable() {
        ended();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        ended();
    }

    private void ended() {
        Runnable ended = atItsEnd;
        if (ended != null) {
            ended.run();
        }
    }

    /** The way out. */
    private static final class Output implements LinkOutput {

        private final EndPoint end;

        Output(EndPoint end) {
            this.end = end;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            CompletableFuture<Void> written = new CompletableFuture<>();
            try {
                end.write(
                        Callback.from(written, Invocable.InvocationType.NON_BLOCKING),
                        ByteBuffer.wrap(buffer, from, length));
                var unused = written.join();
            } catch (CompletionException broken) {
                throw new IOException("the connection was closed", broken.getCause());
            }
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
