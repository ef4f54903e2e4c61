package org.pastecluster.http.client;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.http.link.IncomingLink;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkSeal;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/**
 * Keeps a dialled link to each node that it is told of, and reads them all on one thread, which begins with the first link. No
 * method blocks or throws. Thread-safe.
 */
public final class LinkDialler implements LinkHub.Dialling, AutoCloseable {

    private final LinkHub hub;
    private final LinkTimes times;
    private final TimeSource time;
    private final LinkRequests requests;
    private final Supplier<@Nullable String> self;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Selector selector;
    private volatile boolean closed;

    // What follows is the thread's.
    private final Map<String, Dial> dials = new LinkedHashMap<>();
    private final LinkWays ways = new LinkWays();
    private final LinkReader reader;
    private final Consumer<SelectionKey> ready;
    private long lastDial;
    private long nextLook;

    /**
     * @param self tells this node's base URL; null while it is not known
     * @param closedByPeer takes the host of a node that closed its link
     */
    LinkDialler(
            LinkHub hub,
            LinkTimes times,
            TimeSource time,
            LinkRequests requests,
            Supplier<@Nullable String> self,
            Consumer<String> closedByPeer) {
        this.hub = hub;
        this.times = times;
        this.time = time;
        this.requests = requests;
        this.self = self;
        this.reader = new LinkReader(hub, time, ways, closedByPeer);
        this.ready = reader::ready;
    }

    /**
     * With which nodes to have links from now on. Those without an incarnation are no nodes of this project, and get none.
     *
     * @param peers the other nodes
     */
    public void keepLinks(List<Member> peers) {
        List<Member> wanted = peers.stream().filter(peer -> !peer.isNeighbour()).toList();
        if (selector != null || !wanted.isEmpty()) {
            execute(() -> keep(wanted));
        }
    }

    @Override
    public void redial(String host, long incarnation) {
        execute(() -> {
            Dial dial = dials.get(host);
            LinkConnection connection = dial == null ? null : dial.connection();
            if (dial != null && connection != null && connection.link().incarnation() == incarnation) {
                reader.drop(connection);
                dial.lost(time.nanos());
            }
        });
    }

    @Override
    public void wakeUp() {
        if (selector != null || !hub.isIdle()) {
            execute(() -> {});
        }
    }

    private void execute(Runnable task) {
        if (closed) {
            return;
        }
        tasks.add(task);
        Selector running = selector;
        if (running == null) {
            begin();
        } else {
            running.wakeup();
        }
    }

    private synchronized void begin() {
        if (selector != null || closed) {
            return;
        }
        try {
            Selector opened = Selector.open();
            selector = opened;
            Thread thread = new Thread(() -> run(opened), "pastecluster-links");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException noSelector) {
            // Without a file for it there are no links: everything goes over HTTP. The next task tries again.
        }
    }

    private void run(Selector running) {
        nextLook = time.nanos();
        while (!closed) {
            try {
                turn(running);
            } catch (IOException noSelector) {
                closed = true;
            } catch (RuntimeException | Error unexpected) {
                // Without this thread no message arrives any more.
                hub.log().stumbled(unexpected, time.nanos());
            }
        }
        dials.values().forEach(dial -> {
            LinkConnection connection = dial.connection();
            if (connection != null) {
                connection.close();
            }
        });
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        try {
            running.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to be released.
        }
    }

    private void turn(Selector running) throws IOException {
        long now = time.nanos();
        boolean look = now - nextLook >= 0;
        if (look) {
            nextLook = now + times.look().toNanos();
            look(now);
        }
        long due = hub.tick(look);
        due = Math.min(due - now, dialWhatIsDue(now) - now);
        if (!hub.isIdle() || !dials.isEmpty()) {
            due = Math.min(due, nextLook - now);
        }
        if (reader.hasUnfinished() || !tasks.isEmpty() || due <= 0) {
            running.selectNow(ready);
        } else {
            running.select(ready, due / 1_000_000 + 1);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        reader.readUnfinished();
    }

    private void keep(List<Member> peers) {
        long now = time.nanos();
        Set<String> named = new LinkedHashSet<>();
        for (Member peer : peers) {
            named.add(peer.host());
            Dial dial = dials.computeIfAbsent(peer.host(), host -> new Dial(host, times, now));
            if (dial.incarnation() != peer.incarnation()) {
                dial.meant(peer.incarnation(), ways.at(peer.host()));
                LinkConnection connection = dial.connection();
                if (connection != null && connection.link().incarnation() != peer.incarnation()) {
                    reader.drop(connection);
                    dial.lost(now);
                }
                dial.atOnce(now);
            }
        }
        dials.values().removeIf(dial -> {
            boolean gone = !named.contains(dial.host());
            LinkConnection connection = dial.connection();
            if (gone && connection != null) {
                reader.drop(connection);
            }
            return gone;
        });
    }

    private void look(long now) {
        String own = self.get();
        for (Dial dial : List.copyOf(dials.values())) {
            LinkConnection connection = dial.connection();
            if (connection != null && now - connection.lastReadNanos() >= patience(connection)) {
                reader.fellSilent(connection);
            } else if (connection != null && !String.valueOf(dial.self()).equals(own)) {
                reader.drop(connection);
                dial.lost(now);
                dial.atOnce(now);
            }
        }
    }

    /** Something comes at once if it is a link. */
    private long patience(LinkConnection connection) {
        boolean isLink = connection.link().bytesRead() > 0;
        return (isLink ? times.silence() : times.dial()).toNanos();
    }

    /**
     * @return when the next one is due
     */
    private long dialWhatIsDue(long now) {
        long next = now + times.retryRefused().toNanos();
        String own = self.get();
        for (Dial dial : dials.values()) {
            if (own == null || !dial.waits()) {
                continue;
            }
            if (dial.dueNanos() - now > 0) {
                next = Math.min(next - now, dial.dueNanos() - now) + now;
            } else {
                dial(dial, own);
            }
        }
        return next;
    }

    private void dial(Dial dial, String own) {
        long number = ++lastDial;
        dial.began(number, own);
        requests.dial(dial.host(), own, dial.incarnation(), number, dial.way(), new LinkRequests.Outcome() {
            @Override
            public void upgraded(Upgraded connection, long incarnation, @Nullable LinkSeal seal) {
                if (closed) {
                    connection.close();
                } else {
                    execute(() -> connected(dial, number, connection, incarnation, seal));
                }
            }

            @Override
            public void failed(CallFailure failure) {
                execute(() -> failed(dial, number, failure));
            }

            @Override
            public void disagreed(String sentence) {
                execute(() -> {
                    hub.notice(dial.host(), sentence);
                    failed(dial, number, CallFailure.FOREIGN);
                });
            }

            private void failed(Dial failed, long which, CallFailure failure) {
                if (failed.isWaitingFor(which)) {
                    boolean never = failure == CallFailure.FOREIGN || failure == CallFailure.REJECTED;
                    if (never) {
                        failed.turnedDown(time.nanos());
                    } else {
                        failed.failed(time.nanos());
                    }
                }
            }
        });
    }

    private void connected(Dial dial, long number, Upgraded upgraded, long incarnation, @Nullable LinkSeal seal) {
        Selector running = selector;
        if (closed || !dial.isWaitingFor(number) || dials.get(dial.host()) != dial || running == null) {
            upgraded.close();
            return;
        }
        long now = time.nanos();
        if (incarnation == 0) {
            upgraded.close();
            dial.turnedDown(now);
            return;
        }
        IncomingLink link = hub.dialled(dial.host(), incarnation, number, seal);
        LinkConnection connection;
        try {
            connection = new LinkConnection(dial, upgraded, link, running, now);
        } catch (IOException ended) {
            link.ended();
            upgraded.close();
            dial.failed(now);
            return;
        }
        dial.connected(connection, now);
        reader.begin(connection);
    }

    /** Closes all links that this node dialled. Returns without waiting. */
    @Override
    public void close() {
        closed = true;
        Selector running = selector;
        if (running != null) {
            running.wakeup();
        }
    }
}
