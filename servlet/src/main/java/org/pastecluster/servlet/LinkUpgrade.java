package org.pastecluster.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkOutput;

/**
 * A connection that became a link. The container's threads only notice its end; who writes are the node's own. Public because
 * containers make it.
 */
public final class LinkUpgrade implements HttpUpgradeHandler {

    private volatile @Nullable LinkDoor door;
    private volatile @Nullable Runnable atItsEnd;

    /** For containers. */
    public LinkUpgrade() {}

    void leadsTo(LinkDoor opened) {
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
            Runnable ended = opened.opened(new Output(connection, connection.getOutputStream()));
            atItsEnd = ended;
            in.setReadListener(new End(in, connection, ended));
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
        private final WebConnection connection;
        private final Runnable ended;

        End(ServletInputStream in, WebConnection connection, Runnable ended) {
            this.in = in;
            this.connection = connection;
            this.ended = ended;
        }

        @Override
        public void onDataAvailable() throws IOException {
            if (in.isReady() && in.read() >= 0) {
                end();
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
            close(connection);
        }
    }

    /** The way out. */
    private static final class Output implements LinkOutput, WriteListener {

        private final WebConnection connection;
        private final ServletOutputStream out;

        Output(WebConnection connection, ServletOutputStream out) {
            this.connection = connection;
            this.out = out;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            out.write(buffer, from, length);
            out.flush();
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
