package org.pastecluster.http.link;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.BatchEncoder;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.message.Batch;
import org.pastecluster.spi.Link;

/**
 * A connection that this node accepted, and on which it writes. Thread-safe.
 *
 * <p>Whoever gets {@code state} from idle to busy owns the link until it is idle again: one thread at a time. An owner that finds out
 * that little is unread by the other end writes by itself, once; what else there is, it leaves to a thread of the writers, and all of
 * it when owners come without a break: so what one thread says in a row shares frames too. Who comes while the link is busy leaves
 * word, and the owner looks again before it gives the link up: so no wake-up is lost.
 */
final class OutgoingLink implements Link {

    /** The other end keeps up while less than this is unread. So much fits into the buffers of both systems: no write waits. */
    static final int KEEPING_UP = 32 << 10;

    /** Who comes again so soon after a write has more to say than it should write by itself: it could do nothing else meanwhile. */
    private static final long RIGHT_BACK_NANOS = 10_000;

    /** So often in a row, that is. An answer to what was written takes longer to come. */
    private static final int MOST_IN_A_ROW = 8;

    /** With what is put around it, and a small message more, it fits into a buffer of 64 KiB: web servers write in such pieces, or smaller ones. */
    private static final int BATCH_BYTES = 62 << 10;

    private static final int DIRECT_BYTES = 16 << 10;
    private static final int MOST_CONTROLS = 1024;

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int BUSY_AND_WOKEN = 2;

    private static final long NEVER = Long.MIN_VALUE;

    private static final int NEW = 0;
    private static final int OPEN = 1;
    private static final int CLOSED = 2;

    private final LinkHub hub;
    private final String host;
    private final long incarnation;
    private final long dial;
    private final LinkOutput output;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final AtomicInteger life = new AtomicInteger(NEW);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Queue<Control> controls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingControls = new AtomicInteger();
    private final AtomicLong unansweredSince = new AtomicLong(NEVER);
    private volatile boolean signOfLife;
    private volatile long readByPeer;
    private volatile long lastWriteNanos;
    private volatile long toldDial;
    private volatile long toldBytes;

    // What follows is the owner's.
    private final CallEncoder calls = new CallEncoder();
    private final BatchEncoder batches = new BatchEncoder();
    private long written;
    private @Nullable Batch rest;
    private int restFrom;
    private boolean needsThread;
    private int inARow;

    OutgoingLink(LinkHub hub, String host, long incarnation, long dial, LinkOutput output) {
        this.hub = hub;
        this.host = host;
        this.incarnation = incarnation;
        this.dial = dial;
        this.output = output;
        this.lastWriteNanos = hub.now();
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    /** Which of the other end's dials this is. */
    long dial() {
        return dial;
    }

    long lastWriteNanos() {
        return lastWriteNanos;
    }

    @Override
    public boolean isOpen() {
        return !ended.get();
    }

    /** A call got an answer, if late. */
    void answered() {
        unansweredSince.set(NEVER);
    }

    /**
     * A call got no answer in time.
     *
     * @return when the first call was sent that got none, if no other got one since
     */
    long unansweredSince(long sentNanos) {
        long before = unansweredSince.compareAndExchange(NEVER, sentNanos);
        return before == NEVER ? sentNanos : before;
    }

    /** How many bytes of the reverse link the other end knows to have been read; 0 when that was said of another dial. */
    long toldBytes(long reverseDial) {
        return toldDial == reverseDial ? toldBytes : 0;
    }

    /** Tells the node of it, from a thread that is not the web server's. */
    void open() {
        boolean running = hub.threads().execute(() -> {
            try {
                hub.handler().opened(this);
            } catch (RuntimeException | Error unexpected) {
                broke("opening it", unexpected);
            }
            if (life.compareAndSet(NEW, OPEN)) {
                // By that the other end knows that it is a link, and no web server that lets go of what it has
                // upgraded.
                signOfLife();
            } else {
                hub.handler().closed(this);
            }
        });
        if (!running) {
            close();
        }
    }

    /** The other end has read so much of it. */
    void readByPeer(long bytes) {
        readByPeer = bytes;
    }

    @Override
    public void wake() {
        // Whatever the caller has left for next() is seen by an owner that sees the link woken, however it was left.
        VarHandle.fullFence();
        if (own()) {
            writeDirectly();
        }
    }

    /** Sends something, if only how much of the reverse link was read. */
    void signOfLife() {
        signOfLife = true;
        wake();
    }

    /**
     * Sends a request or an answer.
     *
     * @return false when too many wait, or it is closed
     */
    boolean send(Control control) {
        if (ended.get() || waitingControls.get() >= MOST_CONTROLS) {
            return false;
        }
        waitingControls.incrementAndGet();
        controls.add(control);
        wake();
        return true;
    }

    private boolean own() {
        while (true) {
            int seen = state.get();
            if (seen == BUSY_AND_WOKEN) {
                return false;
            }
            if (state.compareAndSet(seen, seen == IDLE ? BUSY : BUSY_AND_WOKEN)) {
                return seen == IDLE;
            }
        }
    }

    /**
     * Gives the link up, unless somebody came meanwhile.
     *
     * @return false when the owner has to look again
     */
    private boolean release() {
        if (state.compareAndSet(BUSY, IDLE)) {
            return true;
        }
        state.set(BUSY);
        return false;
    }

    private void writeDirectly() {
        long room = KEEPING_UP - Math.max(0, written - readByPeer);
        inARow = hub.now() - lastWriteNanos < RIGHT_BACK_NANOS ? inARow + 1 : 0;
        FrameBuffer buffer = hub.threads().takeBuffer();
        if (room <= 0 || inARow > MOST_IN_A_ROW || ended.get()) {
            handOver(buffer);
            return;
        }
        try {
            encode(buffer, true);
            if (buffer.length() > room || needsThread) {
                handOver(buffer);
                return;
            }
            if (buffer.length() > 0) {
                write(buffer);
                encode(buffer, true);
            }
            if (buffer.length() > 0 || needsThread || ended.get() || !release()) {
                handOver(buffer);
                return;
            }
            hub.threads().giveBuffer(buffer);
        } catch (IOException | RuntimeException | Error broken) {
            broke("writing on it", broken);
            handOver(buffer);
        }
    }

    private void handOver(FrameBuffer buffer) {
        if (!hub.threads().execute(() -> writeAll(buffer))) {
            close();
            output.close();
        }
    }

    /** On a thread of the writers, until there is nothing left. */
    private void writeAll(FrameBuffer buffer) {
        try {
            while (!ended.get()) {
                if (buffer.length() > 0) {
                    write(buffer);
                }
                encode(buffer, false);
                if (buffer.length() == 0 && release()) {
                    hub.threads().giveBuffer(buffer);
                    return;
                }
            }
        } catch (IOException | RuntimeException | Error broken) {
            broke("writing on it", broken);
        }
        // It stays owned: nobody writes on it any more.
        output.close();
        hub.threads().giveBuffer(buffer);
    }

    /**
     * Whatever went wrong, in the web server or in this node: what was to be written takes another way. What a web server throws on
     * a link that has ended already is no news.
     */
    private void broke(String doing, Throwable why) {
        if (!ended.get()) {
            hub.log().ended(host, doing, why, hub.now());
        }
        close();
    }

    private void write(FrameBuffer buffer) throws IOException {
        output.write(buffer.array(), 0, buffer.length());
        written += buffer.length();
        lastWriteNanos = hub.now();
        buffer.truncate(0);
    }

    /** Fills an empty buffer with what is to be written next; it stays empty when there is nothing. */
    private void encode(FrameBuffer buffer, boolean direct) {
        needsThread = false;
        boolean alive = signOfLife;
        signOfLife = false;
        encodeControls(buffer, direct);
        if (!needsThread && buffer.length() < BATCH_BYTES) {
            encodeBatch(buffer, direct ? DIRECT_BYTES : BATCH_BYTES);
        }
        if (alive && buffer.length() == 0) {
            buffer.endFrame(begin(buffer, LinkFrames.KEEP_ALIVE));
        }
    }

    private void encodeControls(FrameBuffer buffer, boolean direct) {
        for (Control next = controls.peek(); next != null && buffer.length() < BATCH_BYTES; next = controls.peek()) {
            if (direct && !next.isSmall()) {
                needsThread = true;
                return;
            }
            controls.remove();
            waitingControls.decrementAndGet();
            int start = begin(buffer, next.type(calls));
            if (next.encode(calls, buffer)) {
                buffer.endFrame(start);
            } else {
                buffer.truncate(start);
                next.tooLong();
            }
        }
    }

    private void encodeBatch(FrameBuffer buffer, int bytes) {
        Batch batch = rest;
        if (batch == null) {
            batch = hub.handler().next(this, bytes);
            restFrom = 0;
            if (batch == null) {
                return;
            }
        }
        int start = begin(buffer, LinkFrames.BATCH);
        restFrom = batches.encode(batch, restFrom, buffer, LinkFrames.MOST_PAYLOAD);
        buffer.endFrame(start);
        rest = restFrom < batch.items().size() ? batch : null;
    }

    /** Begins a frame, with what was read of the reverse link if the other end does not know it yet. */
    private int begin(FrameBuffer buffer, int type) {
        IncomingLink reverse = hub.incoming(host);
        if (reverse == null || reverse.incarnation() != incarnation) {
            return buffer.beginFrame(type);
        }
        long bytes = reverse.bytesRead();
        if (bytes == toldBytes && reverse.dial() == toldDial) {
            return buffer.beginFrame(type);
        }
        int start = buffer.beginFrame(type | LinkFrames.WITH_COUNTS);
        buffer.putVarint(reverse.dial());
        buffer.putVarint(bytes);
        toldDial = reverse.dial();
        toldBytes = bytes;
        return start;
    }

    /** Ends it; the connection is closed by who owns the link, or else by a thread of the writers. */
    @Override
    public void close() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        hub.ended(this);
        if (life.getAndSet(CLOSED) == OPEN) {
            hub.handler().closed(this);
        }
        if (own() && !hub.threads().execute(() -> writeAll(hub.threads().takeBuffer()))) {
            output.close();
        }
    }
}
