package org.pastecluster.testkit.network;

import java.util.ArrayDeque;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.time.Event;

/**
 * A connection that one process, the reader, dialled to another, the writer, which writes batches on it. Each end has its own idea of
 * whether it is still there. What is lost on the way is sent again as TCP does, so that it comes late and in order, or not at all. As an
 * event it is its own look at whether anything still comes: keep-alives are not played one by one.
 */
final class VirtualLink extends Event implements Link {

    private static final int BATCH_BYTES = 64 << 10;

    /** So much may be on the way or lie unread; then the writer waits, as for TCP's window. */
    private static final int WINDOW_BYTES = 256 << 10;

    private static final long WRITE_DELAY = 20_000;
    private static final long LOOK = 12_500_000_000L;
    private static final long SILENCE = 25_000_000_000L;
    private static final long WRITER_GIVES_UP = 900_000_000_000L;
    private static final long FIRST_RETRY = 200_000_000;
    private static final int ITEM_BYTES = 32;

    private final Links links;
    private final LinkKeeper keeper;
    private final long id;
    private final VirtualProcess writer;
    private final VirtualProcess reader;
    private final ArrayDeque<Batch> backlog = new ArrayDeque<>();
    private boolean writerOpen = true;
    private boolean readerOpen = true;

    /** It carries nothing any more, whatever its ends believe. */
    private boolean broken;

    /** The state of a machine between was lost: packets vanish, and nobody is told. */
    private boolean swallowed;

    private long stalledUntil;
    private long lastHeard;
    private long lastArrival;
    private long retry = FIRST_RETRY;
    private boolean retrying;
    private boolean pulling;
    private boolean full;
    private int unread;

    VirtualLink(Links links, LinkKeeper keeper, long id, VirtualProcess writer, VirtualProcess reader) {
        this.links = links;
        this.keeper = keeper;
        this.id = id;
        this.writer = writer;
        this.reader = reader;
        this.lastHeard = links.now();
        lookLater();
    }

    @Override
    public String host() {
        return links.host(reader.machine());
    }

    @Override
    public long incarnation() {
        return reader.incarnation();
    }

    long id() {
        return id;
    }

    LinkKeeper keeper() {
        return keeper;
    }

    VirtualProcess writer() {
        return writer;
    }

    VirtualProcess reader() {
        return reader;
    }

    boolean isOver() {
        return !writerOpen && !readerOpen;
    }

    // What is written.

    @Override
    public void wake() {
        if (!pulling && writerOpen) {
            pulling = true;
            links.after(WRITE_DELAY, () -> writer.deliver(this::pull));
        }
    }

    private void pull() {
        pulling = false;
        Transport.Receiver receiver = writer.receiver();
        while (receiver != null && writerOpen && writer.isAlive()) {
            full = unread >= WINDOW_BYTES;
            Batch batch = full ? null : receiver.links().next(this, BATCH_BYTES);
            if (batch == null) {
                return;
            }
            write(batch);
        }
    }

    private void write(Batch batch) {
        unread += size(batch);
        links.traffic().written(writer.machine(), reader.machine(), id, reader.incarnation(), batch);
        long arrival = links.now() + links.delay(writer, reader) + links.timeLost(writer, reader);
        lastArrival = Math.max(lastArrival, arrival);
        links.at(lastArrival, () -> reach(batch));
    }

    static int size(Batch batch) {
        int size = 0;
        for (Item item : batch.items()) {
            size += ITEM_BYTES;
            if (item instanceof Item.Whole whole) {
                size += whole.posted().message().length();
            } else if (item instanceof Item.Chunk chunk) {
                size += chunk.piece().length();
            }
        }
        return size;
    }

    // What arrives.

    private void reach(Batch batch) {
        if (broken || !readerOpen || !reader.isAlive()) {
            return;
        }
        if (backlog.isEmpty() && flows()) {
            hand(batch);
        } else {
            backlog.add(batch);
            retryLater();
        }
    }

    private boolean flows() {
        return !broken && !swallowed && links.now() >= stalledUntil && links.carries(writer, reader);
    }

    private void retryLater() {
        if (retrying) {
            return;
        }
        retrying = true;
        long wait = stalledUntil > links.now() ? stalledUntil - links.now() : links.upTo(retry);
        retry = Math.min(2 * retry, Quality.LATEST);
        links.after(wait, () -> {
            retrying = false;
            if (!readerOpen || broken) {
                backlog.clear();
            } else if (flows()) {
                retry = FIRST_RETRY;
                while (!backlog.isEmpty()) {
                    hand(backlog.remove());
                }
            } else {
                retryLater();
            }
        });
    }

    private void hand(Batch batch) {
        lastHeard = links.now();
        reader.deliver(() -> {
            unread -= size(batch);
            Transport.Receiver receiver = reader.receiver();
            if (readerOpen && receiver != null) {
                links.traffic().arrived(writer.machine(), reader.machine(), id, batch);
                receiver.links().arrived(links.host(writer.machine()), writer.incarnation(), batch);
            }
            if (full && unread < WINDOW_BYTES) {
                full = false;
                wake();
            }
        });
    }

    // How it ends.

    @Override
    public boolean isOpen() {
        return writerOpen;
    }

    @Override
    public void close() {
        closeByWriter("its writer closed it");
    }

    /** The writer wants no more of it; what was written may still arrive. In the writer's process. */
    void closeByWriter(String why) {
        if (!writerOpen) {
            return;
        }
        writerEnds(why);
        lastArrival = Math.max(lastArrival, links.now() + links.delay(writer, reader));
        links.at(lastArrival, () -> {
            if (backlog.isEmpty() && flows()) {
                tellReader("the writer closed it");
            }
        });
    }

    /** The reader wants no more of it: nothing of it arrives from now on. In the reader's process. */
    void closeByReader(String why) {
        if (readerOpen) {
            readerOpen = false;
            backlog.clear();
            links.traffic().linkClosed(reader.machine(), writer.machine(), id, why);
            if (flows()) {
                tellWriter("the reader closed it", links.delay(reader, writer));
            }
        }
    }

    /** A process is dead, and its machine says so to whoever it reaches. */
    void died(VirtualProcess end, boolean told) {
        if (end == writer && writerOpen) {
            writerOpen = false;
            if (told && flows()) {
                lastArrival = Math.max(lastArrival, links.now() + links.delay(writer, reader));
                links.at(lastArrival, () -> tellReader("the writer died"));
            }
        } else if (end == reader && readerOpen) {
            readerOpen = false;
            backlog.clear();
            if (told && flows()) {
                tellWriter("the reader died", links.delay(reader, writer));
            }
        }
    }

    /** It is torn: both ends hear of it unless the way is silent. What is on the way may be lost. */
    void reset() {
        broken = true;
        if (!swallowed && links.carries(writer, reader)) {
            tellWriter("it was reset", links.delay(reader, writer));
            links.after(links.delay(writer, reader), () -> tellReader("it was reset"));
        }
    }

    /** From now on packets vanish, both ways, and nobody is told. */
    void swallow() {
        swallowed = true;
    }

    /** What is written is held up for a while. */
    void stall(long nanos) {
        stalledUntil = Math.max(stalledUntil, links.now() + nanos);
    }

    private void tellWriter(String why, long after) {
        links.after(after, () -> writer.deliver(() -> writerEnds(why)));
    }

    private void writerEnds(String why) {
        Transport.Receiver receiver = writer.receiver();
        if (writerOpen) {
            writerOpen = false;
            links.traffic().linkClosed(writer.machine(), reader.machine(), id, why);
            if (receiver != null) {
                receiver.links().closed(this);
            }
        }
    }

    private void tellReader(String why) {
        reader.deliver(() -> {
            Transport.Receiver receiver = reader.receiver();
            if (readerOpen) {
                readerOpen = false;
                backlog.clear();
                links.traffic().linkClosed(reader.machine(), writer.machine(), id, why);
                keeper.lost(this);
                if (receiver != null) {
                    receiver.closed(links.host(writer.machine()));
                }
            }
        });
    }

    private void lookLater() {
        links.at(links.now() + LOOK, this);
    }

    /** What keep-alives would have shown. */
    @Override
    protected void happen() {
        if (isOver()) {
            links.forget(this);
            return;
        }
        if (flows() && readerOpen && writerOpen) {
            if (writer.pausedSince() == Long.MAX_VALUE) {
                lastHeard = links.now();
            }
        } else if (flows() && !readerOpen && !links.isUnplugged(reader)) {
            tellWriter("the other end is gone", links.delay(reader, writer));
        } else if (flows() && !writerOpen && !links.isUnplugged(writer)) {
            tellReader("the other end is gone");
        }
        if (broken && !swallowed && links.carries(writer, reader) && !links.isUnplugged(reader)) {
            tellWriter("it was reset", links.delay(reader, writer));
        }
        boolean silent = links.now() - lastHeard >= SILENCE;
        if (readerOpen && silent) {
            reader.deliver(() -> links.distrust(reader, writer.machine(), "it was silent for 25 s"));
        }
        if (writerOpen && links.now() - lastHeard >= WRITER_GIVES_UP) {
            tellWriter("nothing was acknowledged for 15 minutes", 0);
        }
        if (readerOpen && !silent) {
            links.at(Math.min(links.now() + LOOK, lastHeard + SILENCE), this);
        } else {
            lookLater();
        }
    }

    @Override
    public String toString() {
        return "link " + id;
    }
}
