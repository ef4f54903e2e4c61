package org.pastecluster.simulation.plant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Item;
import org.pastecluster.simulation.cluster.ForwardingReceiver;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.Transport;

/**
 * A correct node and something between it and its links that changes what it writes and reads there; what goes by calls it leaves alone.
 * Does nothing unless overridden.
 */
abstract class SpoiledLinks implements Transport {

    private final Transport transport;
    private final Map<Long, Link> open = new HashMap<>();

    SpoiledLinks(Transport transport) {
        this.transport = transport;
    }

    /** A link to a process was opened. */
    void opens(Link link) {}

    /** A link to a process was closed. */
    void closes(Link link) {}

    /** Changes what the node writes to a process; null loses it. */
    @Nullable
    Batch writes(long incarnation, Batch batch) {
        return batch;
    }

    /** Changes what the node reads from a process. */
    Batch reads(long incarnation, Batch batch) {
        return batch;
    }

    /** Writes something that the node did not. */
    @Nullable
    Batch adds(long incarnation) {
        return null;
    }

    /** Lets the node write to a process, if there is a link. */
    final void wake(long incarnation) {
        Link link = open.get(incarnation);
        if (link != null) {
            link.wake();
        }
    }

    /** The batch with each item changed; null leaves one out. */
    static Batch each(Batch batch, Function<Item, @Nullable Item> change) {
        List<Item> items = new ArrayList<>();
        for (Item item : batch.items()) {
            Item changed = change.apply(item);
            if (changed != null) {
                items.add(changed);
            }
        }
        return new Batch(batch.session(), batch.stamp(), items);
    }

    /** The batch as if it were of another session, or said something about one. */
    static Batch ofSession(Batch batch, long session) {
        return new Batch(session, batch.stamp(), batch.items());
    }

    /** What it says about the other direction, said of another session. */
    static Batch about(Batch batch, Function<Long, Long> session) {
        return each(batch, item -> {
            if (item instanceof Item.Ack ack) {
                return new Item.Ack(
                        session.apply(ack.session()), ack.lane(), ack.first(), ack.last(), ack.verdict(), ack.reason());
            } else if (item instanceof Item.Again again) {
                return new Item.Again(session.apply(again.session()), again.lane(), again.sequence());
            }
            return item;
        });
    }

    @Override
    public final void start(Receiver receiver) {
        LinkHandler handler = new Between(receiver.links());
        transport.start(new ForwardingReceiver(receiver) {
            @Override
            public LinkHandler links() {
                return handler;
            }
        });
    }

    private final class Between implements LinkHandler {

        private final LinkHandler node;

        Between(LinkHandler node) {
            this.node = node;
        }

        @Override
        public void opened(Link link) {
            open.put(link.incarnation(), link);
            opens(link);
            node.opened(link);
        }

        @Override
        public void closed(Link link) {
            open.remove(link.incarnation(), link);
            closes(link);
            node.closed(link);
        }

        @Override
        public @Nullable Batch next(Link link, int bytes) {
            for (Batch batch = node.next(link, bytes); batch != null; batch = node.next(link, bytes)) {
                Batch written = writes(link.incarnation(), batch);
                if (written != null) {
                    return written;
                }
            }
            return adds(link.incarnation());
        }

        @Override
        public void arrived(String host, long incarnation, Batch batch) {
            node.arrived(host, incarnation, reads(incarnation, batch));
        }
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        transport.call(host, request, timeout, outcome);
    }

    @Override
    public void keepLinks(List<Member> peers) {
        transport.keepLinks(peers);
    }

    @Override
    public final void close() {
        transport.close();
    }
}
