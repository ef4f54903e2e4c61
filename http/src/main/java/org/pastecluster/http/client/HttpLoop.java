package org.pastecluster.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/**
 * One thread that carries all HTTP calls of a node, over connections that stay open. It never waits for one peer: it does what
 * is ready, and hears at once when the other side closes a connection.
 */
final class HttpLoop implements AutoCloseable {

    /** Takes the addresses of a name; empty ones with a sentence why. */
    interface Resolved {
        void resolved(List<InetAddress> addresses, @Nullable SSLContext context, String trouble);
    }

    private static final int MOST_ORIGINS = 4096;
    private static final int SCRATCH = 16 * 1024;

    private final HttpLimits limits;
    private final TimeSource time;
    private final Consumer<String> closedByPeer;
    private final Resolver resolver;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final PriorityQueue<Pending> deadlines =
            new PriorityQueue<>(Comparator.comparingLong((Pending pending) -> pending.call.deadline()));
    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH);
    private volatile boolean closed;

    private record Pending(HttpCall call, Origin origin) {}

    /**
     * @param closedByPeer takes the host of a node that closed a connection
     */
    HttpLoop(HttpSettings settings, TimeSource time, Consumer<String> closedByPeer) {
        this.limits = settings.limits();
        this.time = time;
        this.closedByPeer = closedByPeer;
        this.resolver = new Resolver(settings.sslContext());
        try {
            this.selector = Selector.open();
        } catch (IOException noSelector) {
            throw new IllegalStateException("This process can open no more files or sockets.", noSelector);
        }
        this.thread = new Thread(this::run, "pastecluster-client");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Runs a task on the loop's thread, after those given before. From any thread. False when the loop has ended. */
    boolean execute(Runnable task) {
        if (closed) {
            return false;
        }
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
        return true;
    }

    /** Sends a call. On the loop's thread. */
    void submit(Target target, HttpCall call) {
        if (closed) {
            call.failed(CallFailure.SILENT, "this node has stopped");
            return;
        }
        Origin origin = origins.get(target.host());
        if (origin == null) {
            if (origins.size() >= MOST_ORIGINS) {
                origins.values().removeIf(Origin::isEmpty);
            }
            origin = new Origin(target, this, limits);
            origins.put(target.host(), origin);
        }
        deadlines.add(new Pending(call, origin));
        origin.take(call);
    }

    long now() {
        return time.nanos();
    }

    Selector selector() {
        return selector;
    }

    /** A buffer for whoever reads at the moment. */
    ByteBuffer scratch() {
        return scratch;
    }

    void tellClosed(String host) {
        closedByPeer.accept(host);
    }

    void resolve(Target target, Resolved then) {
        List<InetAddress> literal = Resolver.literal(target);
        if (literal != null && !target.secure()) {
            then.resolved(literal, null, "");
        } else {
            resolver.resolve(
                    target, (addresses, context, trouble) -> execute(() -> then.resolved(addresses, context, trouble)));
        }
    }

    private void run() {
        while (!closed) {
            try {
                turn();
            } catch (IOException noSelector) {
                closed = true;
            } catch (RuntimeException | Error unexpected) {
                // Without this thread the node would be mute for good; whoever looks after threads hears of it.
                thread.getUncaughtExceptionHandler().uncaughtException(thread, unexpected);
            }
        }
        end();
    }

    private void turn() throws IOException {
        selector.select(this::ready, millisToNextDeadline());
        runTasks();
        expire();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Connection connection) {
            try {
                connection.ready(scratch);
            } catch (RuntimeException unexpected) {
                connection.abandon("this node failed to read it: " + unexpected);
            }
        }
    }

    private long millisToNextDeadline() {
        while (!deadlines.isEmpty() && deadlines.peek().call.isDone()) {
            deadlines.remove();
        }
        if (!tasks.isEmpty()) {
            return 1;
        }
        Pending next = deadlines.peek();
        return next == null ? 0 : Math.max(1, (next.call.deadline() - now()) / 1_000_000 + 1);
    }

    private void expire() {
        long now = now();
        while (!deadlines.isEmpty()
                && (deadlines.peek().call.isDone() || deadlines.peek().call.deadline() <= now)) {
            Pending pending = deadlines.remove();
            if (!pending.call.isDone()) {
                String host = pending.origin.host();
                pending.origin.expire(pending.call, host + " did not answer in time");
            }
        }
    }

    private void end() {
        runTasks();
        while (!deadlines.isEmpty()) {
            deadlines.remove().call.failed(CallFailure.SILENT, "this node has stopped");
        }
        origins.values().forEach(Origin::close);
        resolver.close();
        try {
            selector.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to be released.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            end();
        }
    }
}
