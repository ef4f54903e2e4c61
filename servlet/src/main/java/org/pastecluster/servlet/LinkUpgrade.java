package org.pastecluster.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.WebSocketOutput;

/**
 * A connection that became a link. The container's threads only notice its end; who writes are the node's own. Public because
 * containers make it.
 */
public final class LinkUpgrade implements HttpUpgradeHandler {

    private volatile @Nullable LinkDoor door;
    private volatile boolean framed;
    private volatile @Nullable Runnable atItsEnd;

    /** For containers. */
    public LinkUpgrade() {}

    /**
     * @param asWebSocket whether to write binary messages of a WebSocket
     */
    void leadsTo(LinkDoor opened, boolean asWebSocket) {
        framed = asWebSocket;
        door = opened;
    }

    @Override
    public void init(WebConnection connection) {
        LinkDoor opened = door;
        try {
            if (opened == null) {
                connection.close();
                return;
            }
            ServletInputStream in = connection.getInputStream();
            Output output = new Output(connection, connection.getOutputStream());
            Runnable ended = opened.opened(framed ? new WebSocketOutput(output) : output);
            atItsEnd = ended;
            in.setReadListener(new End(in, output, ended));
        } catch (Exception broken) {
            close(connection);
            destroy();
        }
    }

    /** The container has closed the connection. */
    @Override
    public void destroy() {
        Runnable ended = atItsEnd;
        if (ended != null) {
            ended.run();
        }
    }

    private static void close(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception alreadyBroken) {
            // The declared type is Exception. Nothing is left to be released.
        }
    }

    /** Who dialled says nothing: anything that comes in is the end, like the end itself. */
    private static final class End implements ReadListener {

        private final ServletInputStream in;
        private final Output output;
        private final Runnable ended;

        End(ServletInputStream in, Output output, Runnable ended) {
            this.in = in;
            this.output = output;
            this.ended = ended;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] dropped = new byte[512];
            int count = 0;
            while (count >= 0 && in.isReady()) {
                count = in.read(dropped);
                if (count > 0) {
                    end();
                }
            }
        }

        @Override
        public void onAllDataRead() {
            end();
        }

        @Override
        public void onError(Throwable broken) {
            end();
        }

        private void end() {
            ended.run();
            output.closeUnlessBusy();
        }
    }

    /** The way out. */
    private static final class Output implements LinkOutput, WriteListener {

        private final WebConnection connection;
        private final ServletOutputStream out;
        private final ReentrantLock writing = new ReentrantLock();

        Output(WebConnection connection, ServletOutputStream out) {
            this.connection = connection;
            this.out = out;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            writing.lock();
            try {
                out.write(buffer, from, length);
                out.flush();
            } finally {
                writing.unlock();
            }
        }

        /** A thread of the container must not wait for a write that may wait for ever: who writes closes it afterwards. */
        void closeUnlessBusy() {
            if (writing.tryLock()) {
                try {
                    LinkUpgrade.close(connection);
                } finally {
                    writing.unlock();
                }
            }
        }

        /**
         * A container closes a connection whose streams are closed when it looks at it next. Nothing may ever come in on this one; so
         * it is asked to tell that it could be written on, and finds the streams closed then.
         */
        @Override
        public void close() {
            try {
                out.setWriteListener(this);
            } catch (IllegalStateException alreadyClosed) {
                LinkUpgrade.close(connection);
            }
        }

        @Override
        public void onWritePossible() {
            LinkUpgrade.close(connection);
        }

        @Override
        public void onError(Throwable broken) {
            LinkUpgrade.close(connection);
        }
    }
}
