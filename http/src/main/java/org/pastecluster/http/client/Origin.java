package org.pastecluster.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.message.CallFailure;

/**
 * The connections to one node, and the calls that wait for one. Bounded, so that a node that does not answer costs others
 * nothing. Touched by the loop's thread alone.
 */
final class Origin {

    private static final long TELL_AGAIN_NANOS = 50_000_000;

    private final Target target;
    private final HttpLoop loop;
    private final HttpLimits limits;
    private final Deque<HttpCall> waiting = new ArrayDeque<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> open = new LinkedHashSet<>();
    private Deque<InetAddress> untried = new ArrayDeque<>();
    private boolean resolving;
    private @Nullable SSLContext tls;
    private long toldClosedAt;
    private boolean toldClosed;

    Origin(Target target, HttpLoop loop, HttpLimits limits) {
        this.target = target;
        this.loop = loop;
        this.limits = limits;
    }

    String host() {
        return target.host();
    }

    boolean isEmpty() {
        return open.isEmpty() && waiting.isEmpty() && !resolving;
    }

    /** Sends a call over an idle connection, or a new one, or when one becomes idle. */
    void take(HttpCall call) {
        if (call.isDone()) {
            return;
        }
        Connection connection = call.needsFreshConnection() ? null : freshIdle();
        if (connection != null) {
            connection.carry(call, loop.scratch());
        } else if (waiting.size() >= limits.waitingPerPeer()) {
            call.failed(CallFailure.SILENT, "more than " + waiting.size() + " calls to " + host() + " wait already");
        } else {
            waiting.add(call);
            connectForWaiting();
        }
    }

    private @Nullable Connection freshIdle() {
        Connection connection = idle.pollLast();
        while (connection != null && connection.isStale(loop.scratch())) {
            connection.close();
            lost(connection, true);
            connection = idle.pollLast();
        }
        return connection;
    }

    private void connectForWaiting() {
        if (waiting.isEmpty() || resolving || open.size() >= limits.connectionsPerPeer()) {
            return;
        }
        resolving = true;
        loop.resolve(target, this::resolved);
    }

    private void resolved(List<InetAddress> addresses, @Nullable SSLContext context, String trouble) {
        resolving = false;
        if (addresses.isEmpty()) {
            Deque<HttpCall> failed = new ArrayDeque<>(waiting);
            waiting.clear();
            failed.forEach(call -> call.failed(CallFailure.SILENT, trouble));
            return;
        }
        tls = context;
        untried = new ArrayDeque<>(addresses);
        while (!waiting.isEmpty() && open.size() < limits.connectionsPerPeer()) {
            connect(waiting.remove(), addresses.get(0));
        }
        untried.poll();
    }

    private void connect(HttpCall call, InetAddress address) {
        try {
            InetSocketAddress socket = new InetSocketAddress(address, target.port());
            Connection connection = new Connection(this, loop.selector(), socket, engine(), limits.bodyBytes());
            open.add(connection);
            connection.carry(call, loop.scratch());
        } catch (IOException cannotConnect) {
            call.failed(
                    String.valueOf(cannotConnect.getMessage()).contains("refused")
                            ? CallFailure.REFUSED
                            : CallFailure.SILENT,
                    "no connection to " + host() + ": " + cannotConnect.getMessage());
        }
    }

    private @Nullable SSLEngine engine() {
        SSLContext context = tls;
        if (!target.secure() || context == null) {
            return null;
        }
        SSLEngine engine = context.createSSLEngine(target.name(), target.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A connection has carried its call to the end. */
    void finished(Connection connection, boolean keep) {
        if (!keep) {
            open.remove(connection);
            connectForWaiting();
            return;
        }
        HttpCall next = waiting.poll();
        while (next != null && next.isDone()) {
            next = waiting.poll();
        }
        if (next == null) {
            idle.addLast(connection);
        } else {
            connection.carry(next, loop.scratch());
        }
    }

    /**
     * A connection is gone.
     *
     * @param byOtherSide whether the other side ended it after it was established
     */
    void lost(Connection connection, boolean byOtherSide) {
        open.remove(connection);
        idle.remove(connection);
        long now = loop.now();
        if (byOtherSide && (!toldClosed || now - toldClosedAt > TELL_AGAIN_NANOS)) {
            toldClosed = true;
            toldClosedAt = now;
            loop.tellClosed(host());
        }
        connectForWaiting();
    }

    /** A call failed; where no connection was made, the node's next address is tried. */
    void failed(HttpCall call, CallFailure failure, String detail, boolean wasConnected) {
        InetAddress next = wasConnected ? null : untried.poll();
        if (next == null) {
            call.failed(failure, detail);
        } else {
            connect(call, next);
        }
    }

    /** A call has taken too long. */
    void expire(HttpCall call, String detail) {
        Connection carrier = call.connection();
        waiting.remove(call);
        if (carrier != null) {
            carrier.close();
            open.remove(carrier);
        }
        call.failed(CallFailure.SILENT, detail);
        connectForWaiting();
    }

    void close() {
        waiting.forEach(call -> call.failed(CallFailure.SILENT, "this node has stopped"));
        waiting.clear();
        open.forEach(Connection::close);
    }
}
