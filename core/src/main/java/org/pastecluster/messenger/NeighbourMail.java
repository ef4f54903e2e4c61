package org.pastecluster.messenger;

import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Verdict;
import org.pastecluster.message.Posted;

/**
 * Messages to .NET nodes: one request each, one at a time and in order, sent once. What such a node answers is the verdict: it has put the
 * message into its queue, or not.
 */
final class NeighbourMail {

    private final Messenger messenger;
    private final MessageLimits limits;
    private final Map<String, Box> boxes = new ConcurrentHashMap<>();

    NeighbourMail(Messenger messenger, MessageLimits limits) {
        this.messenger = messenger;
        this.limits = limits;
    }

    private static final class Box {
        private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
        private long held;
        private boolean busy;
    }

    void send(Member neighbour, Outgoing message) {
        if (message.posted().purpose() == Posted.Purpose.REQUEST) {
            messenger.settle(
                    message,
                    Verdict.REFUSED,
                    neighbour.host() + " is a .NET node and answers no requests; send it a message");
            return;
        }
        if (!message.posted().message().isText()) {
            messenger.settle(message, Verdict.REFUSED, neighbour.host() + " is a .NET node and takes texts only");
            return;
        }
        Box box = boxes.computeIfAbsent(neighbour.host(), host -> new Box());
        boolean full;
        synchronized (box) {
            full = box.held > 0
                    && (box.held + message.cost() > limits.bytesPerTarget()
                            || box.waiting.size() >= limits.messagesPerTarget());
            if (!full) {
                box.waiting.add(message);
                box.held += message.cost();
            }
        }
        if (full) {
            messenger.settle(message, Verdict.REFUSED, messenger.full(neighbour.host()));
        } else {
            messenger.alarmIfNone();
            sendNext(neighbour, box);
        }
    }

    private void sendNext(Member neighbour, Box box) {
        boolean more = true;
        while (more) {
            Outgoing message = next(box);
            if (message == null) {
                return;
            }
            if (message.deadline() <= messenger.now()) {
                ended(box, message, Verdict.EXPIRED, "its time ran out before it could be sent");
            } else {
                more = tell(neighbour, box, message);
            }
        }
    }

    /** Whether it is over already, so that the next one can be sent; whoever comes second, the answer or the return, goes on. */
    private boolean tell(Member neighbour, Box box, Outgoing message) {
        AtomicBoolean passed = new AtomicBoolean();
        message.bind();
        var unused = messenger
                .carrier()
                .tell(neighbour, message.posted().message())
                .whenComplete((taken, failure) -> {
                    Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
                    if (cause instanceof ConnectException) {
                        ended(box, message, Verdict.GONE, "it was not sent: " + cause.getMessage());
                    } else if (cause != null) {
                        ended(
                                box,
                                message,
                                Verdict.UNKNOWN,
                                "it is not known whether it arrived: " + cause.getMessage());
                    } else if (taken) {
                        ended(box, message, Verdict.DELIVERED, "");
                    } else {
                        ended(box, message, Verdict.REFUSED, "the .NET node did not take it");
                    }
                    if (!passed.compareAndSet(false, true)) {
                        sendNext(neighbour, box);
                    }
                });
        return !passed.compareAndSet(false, true);
    }

    private static @Nullable Outgoing next(Box box) {
        synchronized (box) {
            if (box.busy || box.waiting.isEmpty()) {
                return null;
            }
            box.busy = true;
            return box.waiting.remove();
        }
    }

    private void ended(Box box, Outgoing message, Verdict verdict, String reason) {
        synchronized (box) {
            box.busy = false;
            box.held -= message.cost();
        }
        messenger.settle(message, verdict, reason);
    }

    /** Settles what ran out of time before it was sent; whether anything still waits. */
    boolean tick(long now) {
        boolean more = false;
        for (Box box : boxes.values()) {
            List<Outgoing> expired = new ArrayList<>();
            synchronized (box) {
                for (Iterator<Outgoing> each = box.waiting.iterator(); each.hasNext(); ) {
                    Outgoing message = each.next();
                    if (message.deadline() <= now) {
                        each.remove();
                        box.held -= message.cost();
                        expired.add(message);
                    }
                }
                more |= !box.waiting.isEmpty();
            }
            for (Outgoing message : expired) {
                messenger.settle(message, Verdict.EXPIRED, "its time ran out before it could be sent");
            }
        }
        return more;
    }

    /** These .NET nodes are in the view, and no others. */
    void keep(List<String> hosts) {
        for (String host : List.copyOf(boxes.keySet())) {
            if (!hosts.contains(host)) {
                end(host, Verdict.GONE, host + " was gone before it could be sent");
            }
        }
    }

    private void end(String host, Verdict verdict, String why) {
        Box box = boxes.remove(host);
        if (box == null) {
            return;
        }
        List<Outgoing> left;
        synchronized (box) {
            left = List.copyOf(box.waiting);
            box.waiting.clear();
        }
        for (Outgoing message : left) {
            messenger.settle(message, verdict, why);
        }
    }

    void stop(String why) {
        for (String host : List.copyOf(boxes.keySet())) {
            end(host, Verdict.REFUSED, why);
        }
    }
}
