package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Another program on a port. Closing it cuts its connections, so that nothing of it is left at the port. */
final class Squatter implements AutoCloseable {

    private static final byte[] RUBBISH =
            "\u0000\u0001SSH-2.0-\u007f\u0003\r\n\r\n\u0002\u0002".getBytes(StandardCharsets.US_ASCII);

    private static final int PIECE = 4096;

    private final Squatting how;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Listener listener;

    Squatter(InetSocketAddress at, Squatting how) throws IOException {
        this.how = how;
        this.listener = new Listener(at, this::serve);
    }

    private void serve(Socket connection) throws IOException {
        connections.add(connection);
        try {
            switch (how) {
                case SILENT -> read(connection, new byte[0]);
                case RUBBISH -> read(connection, RUBBISH);
                case HTML -> new Page(200).serve(connection);
                case CLOSING -> connection.close();
            }
        } finally {
            Listener.cut(connection);
            connections.remove(connection);
        }
    }

    private static void read(Socket connection, byte[] answer) throws IOException {
        byte[] buffer = new byte[PIECE];
        while (connection.getInputStream().read(buffer) >= 0) {
            connection.getOutputStream().write(answer);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(Listener::cut);
    }
}
