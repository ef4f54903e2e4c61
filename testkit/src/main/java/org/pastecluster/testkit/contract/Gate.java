package org.pastecluster.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A door on loopback in front of a real server, which a test closes or lets fall silent: for tests of what talks to a server that is down
 * or hangs. Its threads are daemons. Thread-safe.
 */
public final class Gate implements AutoCloseable {

    private static final int PIECE = 8192;

    /** What becomes of whoever connects. */
    public enum State {
        /** They talk to the server. */
        OPEN,
        /** They are accepted and hear nothing. */
        SILENT,
        /** They are refused. */
        SHUT
    }

    private final int server;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private State state = State.OPEN;
    private ServerSocket door;
    private Thread acceptor;

    /**
     * An open one.
     *
     * @param server the server's port on loopback
     */
    public Gate(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        this.acceptor = accept(door);
    }

    /** Where to connect; the same in every state. */
    public int port() {
        return port;
    }

    /** Changes what becomes of whoever connects from now on, and ends all connections. */
    public void set(State next) throws IOException {
        Thread ending = change(next);
        if (ending != null) {
            // As long as a thread is in accept(), the system goes on to take connections, though the door is closed.
            try {
                ending.join();
            } catch (InterruptedException wanted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The gate is shut, but somebody may still be let in.");
            }
        }
    }

    private synchronized @Nullable Thread change(State next) throws IOException {
        endConnections();
        State before = state;
        state = next;
        if (next == State.SHUT) {
            door.close();
            return acceptor;
        }
        if (before == State.SHUT) {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = again;
            acceptor = accept(again);
        }
        return null;
    }

    private Thread accept(ServerSocket at) {
        return daemon("gate-" + port, () -> {
            try {
                while (true) {
                    take(at.accept());
                }
            } catch (IOException shut) {
                // A new one opens when the gate does.
            }
        });
    }

    private synchronized void take(Socket caller) throws IOException {
        if (state == State.SHUT) {
            caller.close();
            return;
        }
        sockets.add(caller);
        if (state == State.OPEN) {
            Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(onward);
            var unused = daemon("gate-in-" + port, () -> pump(caller, onward));
            unused = daemon("gate-out-" + port, () -> pump(onward, caller));
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
        } catch (IOException ended) {
            // Both ends are closed now, and so is the other direction.
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void endConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        set(State.SHUT);
    }
}
