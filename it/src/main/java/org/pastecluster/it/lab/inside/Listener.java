package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port; each connection gets a thread. Closing it leaves open connections alone. */
final class Listener implements AutoCloseable {

    /** What becomes of a connection; it has to close it. */
    interface Guest {
        void serve(Socket connection) throws IOException;
    }

    private static final int BACKLOG = 64;

    private final ServerSocket port = new ServerSocket();
    private final Guest guest;

    Listener(InetSocketAddress address, Guest guest) throws IOException {
        this.guest = guest;
        port.setReuseAddress(true);
        port.bind(address, BACKLOG);
        start("listener", this::accept);
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = port.accept();
                start("guest", () -> serve(connection));
            }
        } catch (IOException closed) {
            // As it was told.
        }
    }

    private void serve(Socket connection) {
        try {
            guest.serve(connection);
        } catch (IOException gone) {
            cut(connection);
        }
    }

    /** Closes it in a way that the other end sees as a reset. */
    static void cut(Socket connection) {
        try {
            connection.setSoLinger(true, 0);
        } catch (IOException closed) {
            // The better.
        }
        try {
            connection.close();
        } catch (IOException closed) {
            // The better.
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
