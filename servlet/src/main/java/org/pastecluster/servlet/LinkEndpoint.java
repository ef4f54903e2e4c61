package org.pastecluster.servlet;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkOutput;

/**
 * A WebSocket of the container that became a link. The container's threads only notice its end; who writes are the node's own.
 * Public because containers look at it.
 */
public final class LinkEndpoint extends Endpoint {

    /** Signs of life come far more often; this ends what waits for the end of the other side. */
    private static final long IDLE_MILLIS = 60_000;

    private final LinkDoor door;
    private volatile @Nullable Runnable atItsEnd;

    LinkEndpoint(LinkDoor door) {
        this.door = door;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(IDLE_MILLIS);
        Runnable ended = door.opened(new Output(session));
        atItsEnd = ended;
        // Who dialled says nothing: anything that comes in is the end, like the end itself.
        session.addMessageHandler(ByteBuffer.class, new End<ByteBuffer>(ended));
        session.addMessageHandler(String.class, new End<String>(ended));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        end();
    }

    @Override
    public void onError(Session session, Throwable broken) {
        end();
    }

    private void end() {
        Runnable ended = atItsEnd;
        if (ended != null) {
            ended.run();
        }
    }

    /** Takes what comes in, piece by piece, so that nobody gathers it. */
    private static final class End<T> implements MessageHandler.Partial<T> {

        private final Runnable ended;

        End(Runnable ended) {
            this.ended = ended;
        }

        @Override
        public void onMessage(T piece, boolean last) {
            ended.run();
        }
    }

    /** The way out. */
    private static final class Output implements LinkOutput {

        /** Some containers send no longer one. */
        private static final int LONGEST_MESSAGE = 64 << 10;

        private final Session session;

        Output(Session session) {
            this.session = session;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            for (int done = 0; done < length; done += LONGEST_MESSAGE) {
                int count = Math.min(LONGEST_MESSAGE, length - done);
                send(ByteBuffer.wrap(buffer, from + done, count));
            }
        }

        private void send(ByteBuffer message) throws IOException {
            try {
                session.getBasicRemote().sendBinary(message);
            } catch (RuntimeException thrown) {
                if (session.isOpen()) {
                    throw thrown;
                }
                // Containers throw several things on a WebSocket whose other end has closed it.
                throw new IOException("the WebSocket was closed", thrown);
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (IOException | RuntimeException alreadyBroken) {
                // Nothing is left to be released.
            }
        }
    }
}
