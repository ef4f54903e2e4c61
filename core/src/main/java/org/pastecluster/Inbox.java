package org.pastecluster;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages and news in one bounded queue, as .NET PasteCluster gives them: for programs whose business code reads one queue. It takes the
 * messages of all types that have no handler of their own. A message counts as delivered when it is in the queue; while the queue is full,
 * messages wait at their senders, and what is not in it in time expires.
 *
 * <p>Thread-safe; any number of threads may read.
 */
public final class Inbox implements AutoCloseable {

    /** The type of an {@link Entry}: this node leads; also when members came or went since. */
    public static final int LEADING = 1;

    /** The type of an {@link Entry}: this node leads no longer. */
    public static final int LED = 2;

    /** The type of an {@link Entry}: a node joined; told where this node leads, as .NET does. */
    public static final int JOINED = 3;

    /** The type of an {@link Entry}: a node left; told where this node leads. */
    public static final int LEFT = 4;

    private final BlockingQueue<Entry> queue;
    private final Cluster cluster;
    private final ListenerRegistration messages;
    private final ListenerRegistration news;
    private volatile boolean closed;

    /**
     * One entry.
     *
     * @param type {@link #LEADING}, {@link #LED}, {@link #JOINED}, {@link #LEFT}, or that of the message
     * @param message the message; null for news
     * @param member who joined or left; null for all else
     * @param view what the node knew of the cluster when it happened
     */
    public record Entry(
            int type,
            @Nullable ClusterMessage message,
            @Nullable Member member,
            ClusterView view) {}

    private Inbox(Cluster cluster, int capacity) {
        this.cluster = cluster;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.messages = cluster.messages().onOthers(this::take);
        this.news = cluster.addListener(this::happened);
    }

    /**
     * Opens the queue of a node, instead of one that it had.
     *
     * @param capacity how many entries wait at most
     */
    public static Inbox open(Cluster cluster, int capacity) {
        return new Inbox(cluster, capacity);
    }

    private void take(ClusterMessage message) throws InterruptedException {
        if (!put(new Entry(message.type(), message, null, cluster.view()))) {
            throw new IllegalStateException("The inbox of this node is closed.");
        }
    }

    private void happened(ClusterEvent event) {
        try {
            if (event instanceof ClusterEvent.LeadershipAcquired) {
                var unused = put(new Entry(LEADING, null, null, cluster.view()));
            } else if (event instanceof ClusterEvent.LeadershipLost) {
                var unused = put(new Entry(LED, null, null, cluster.view()));
            } else if (event instanceof ClusterEvent.MemberJoined joined && cluster.isLeader()) {
                changed(JOINED, joined.member());
            } else if (event instanceof ClusterEvent.MemberLeft left && cluster.isLeader()) {
                changed(LEFT, left.member());
            }
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed(int type, Member member) throws InterruptedException {
        if (put(new Entry(type, null, member, cluster.view()))) {
            var unused = put(new Entry(LEADING, null, null, cluster.view()));
        }
    }

    /** Waits for room; false once the inbox is closed. */
    private boolean put(Entry entry) throws InterruptedException {
        while (!closed) {
            if (queue.offer(entry, 1, TimeUnit.SECONDS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The next entry.
     *
     * @param longest longest wait
     * @return null when nothing came in time
     */
    public @Nullable Entry poll(Duration longest) throws InterruptedException {
        return queue.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many entries wait. */
    public int size() {
        return queue.size();
    }

    /** Takes nothing more; what is in it can still be read. */
    @Override
    public void close() {
        closed = true;
        messages.remove();
        news.remove();
    }
}
