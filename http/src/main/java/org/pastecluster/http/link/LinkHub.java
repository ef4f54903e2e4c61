package org.pastecluster.http.link;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Request;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * All links of a node: on those that it accepted it writes, on those that it dialled it reads. Requests and answers go over them
 * where there are both, over HTTP elsewhere. Has no thread but the writers'; {@link #tick} is called by who reads. Thread-safe.
 */
public final class LinkHub implements AutoCloseable {

    /**
     * Most links that others have to this node. Fewer than the connections that the web server of {@code ClusterServer} takes, so
     * that who gets no link is told so, and has a connection left to send over.
     */
    public static final int MOST_LINKS = 1536;

    private static final int MOST_CALLS = 8192;

    /** Who did not answer within less may be slow; its links are left alone. */
    private static final long SLOW_NANOS = 200_000_000;

    /**
     * A process that paused answers late, and its links are as good as before; for new ones its web server may have no thread to spare. So
     * they end only when no call was answered for so many times what one is given.
     */
    private static final int PATIENCE = 3;

    /** Who opens connections and looks after times. No method blocks. */
    public interface Dialling {

        /** Closes the link to that process, if there is one, and dials anew. */
        void redial(String host, long incarnation);

        /** {@link LinkHub#tick} has to be called earlier than it said. */
        void wakeUp();
    }

    private final TimeSource time;
    private final LinkTimes times;
    private final int jsonDepth;
    private final Caller overHttp;
    private final LinkLog log;
    private final WriterThreads threads = new WriterThreads(MOST_LINKS);
    private final Map<Long, OutgoingLink> outgoing = new ConcurrentHashMap<>();
    private final Map<String, IncomingLink> incoming = new ConcurrentHashMap<>();
    private final Map<Long, OpenCall> calls = new ConcurrentHashMap<>();
    private final PriorityQueue<OpenCall> deadlines =
            new PriorityQueue<>(Comparator.comparingLong((OpenCall call) -> call.deadlineNanos));
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong lastCall = new AtomicLong();
    private volatile @Nullable Dialling dialling;
    private volatile Transport.@Nullable Receiver receiver;
    private volatile LinkHandler handler = LinkHandler.NONE;
    private volatile boolean closed;

    /** Sends requests in the other way. */
    @FunctionalInterface
    public interface Caller {
        /** As {@link Transport#call}. */
        void call(String host, Frame request, Duration timeout, Transport.Outcome outcome);
    }

    /**
     * @param jsonDepth how many objects and arrays may lie inside each other
     * @param overHttp takes the calls for which there is no link
     */
    public LinkHub(TimeSource time, LinkTimes times, int jsonDepth, Caller overHttp) {
        this(time, times, jsonDepth, overHttp, new LinkLog());
    }

    /**
     * @param log takes why links end that should not
     */
    public LinkHub(TimeSource time, LinkTimes times, int jsonDepth, Caller overHttp, LinkLog log) {
        this.time = time;
        this.times = times;
        this.jsonDepth = jsonDepth;
        this.overHttp = overHttp;
        this.log = log;
    }

    /** Who opens connections. Called once, before there is a link. */
    public void dialWith(Dialling dials) {
        dialling = dials;
    }

    /** Takes links from now on, for this receiver. */
    public void start(Transport.Receiver takes) {
        handler = takes.links();
        receiver = takes;
    }

    /** Whether links can be accepted: the node has started, and has not ended. */
    public boolean isServing() {
        return receiver != null && !closed;
    }

    /**
     * A node whose proof was right asks for a link.
     *
     * @param host its base URL, as it says
     * @param incarnation its process
     * @param dial its own number for the connection
     * @param seal what protects it; null for nothing
     * @return where to hand in the connection; null when there are too many links
     */
    public @Nullable LinkDoor accept(String host, long incarnation, long dial, @Nullable LinkSeal seal) {
        boolean another = !outgoing.containsKey(incarnation);
        if (another && accepted.get() >= MOST_LINKS) {
            log.full(host, MOST_LINKS, now());
            return null;
        }
        return output -> {
            LinkOutput out = seal == null ? output : new SealedOutput(output, seal, threads);
            OutgoingLink link = new OutgoingLink(this, host, incarnation, dial, out);
            open(link);
            return link::close;
        };
    }

    private void open(OutgoingLink link) {
        accepted.incrementAndGet();
        OutgoingLink older = outgoing.put(link.incarnation(), link);
        // In this order: of the older one nothing may be heard behind the newer one.
        if (older != null) {
            older.close();
        }
        link.open();
        if (closed || accepted.get() > 2 * MOST_LINKS) {
            link.close();
        }
        wakeUp();
    }

    /**
     * A dial of this node has succeeded. What is read on it is told to what this returns, by one thread for all.
     *
     * @param seal what protects it; null for nothing
     */
    public IncomingLink dialled(String host, long incarnation, long dial, @Nullable LinkSeal seal) {
        IncomingLink link = new IncomingLink(this, host, incarnation, dial, seal, jsonDepth);
        incoming.put(host, link);
        return link;
    }

    /** Something about the links to a node is for people to know: one sentence. */
    public void notice(String host, String sentence) {
        Transport.Receiver takes = receiver;
        if (takes != null) {
            takes.noticed(host, sentence);
        }
    }

    /** Nothing was read from there for long: what is written there may vanish as well, and goes another way. */
    public void fellSilent(long incarnation) {
        OutgoingLink out = outgoing.get(incarnation);
        if (out != null) {
            out.close();
        }
    }

    /** Why links end that should not. */
    public LinkLog log() {
        return log;
    }

    void ended(OutgoingLink link) {
        accepted.decrementAndGet();
        outgoing.remove(link.incarnation(), link);
        callOverHttp(call -> call.out == link);
    }

    void ended(IncomingLink link) {
        incoming.remove(link.host(), link);
        callOverHttp(call -> call.in == link);
    }

    @Nullable
    OutgoingLink outgoing(long incarnation) {
        return outgoing.get(incarnation);
    }

    @Nullable
    IncomingLink incoming(String host) {
        return incoming.get(host);
    }

    LinkHandler handler() {
        return handler;
    }

    WriterThreads threads() {
        return threads;
    }

    long now() {
        return time.nanos();
    }

    /** As {@link Transport#call}: over links if there are both to that process, else over HTTP. */
    public void call(String host, Frame request, Duration timeout, Transport.Outcome outcome) {
        IncomingLink in = incoming.get(host);
        OutgoingLink out = in == null ? null : outgoing.get(in.incarnation());
        long meant = request.envelope().toIncarnation();
        if (in == null
                || out == null
                || !out.host().equals(host)
                || (meant != 0 && meant != in.incarnation())
                || !goesOnLinks(request)
                || calls.size() >= MOST_CALLS) {
            overHttp.call(host, request, timeout, outcome);
            return;
        }
        long now = now();
        OpenCall call =
                new OpenCall(this, lastCall.incrementAndGet(), request, now, now + timeout.toNanos(), outcome, out, in);
        calls.put(call.number, call);
        boolean isNext;
        synchronized (deadlines) {
            deadlines.add(call);
            isNext = deadlines.peek() == call;
        }
        if (!out.send(call) || !out.isOpen() || !in.isOpen()) {
            callOverHttp(call);
        } else if (isNext) {
            wakeUp();
        }
    }

    /**
     * Not what is for .NET nodes, and not the question who is there: that is put to whoever listens at the URL, which need not be
     * who has the link.
     */
    private static boolean goesOnLinks(Frame request) {
        return !(request.body() instanceof NeighbourRequest) && !(request.body() instanceof Request.Ask);
    }

    /** Sends it again, with what is left of its time. */
    void callOverHttp(OpenCall call) {
        if (!call.finish()) {
            return;
        }
        calls.remove(call.number);
        long left = call.deadlineNanos - now();
        if (left <= 0 || closed) {
            call.outcome.failed(CallFailure.SILENT, "the link to " + call.host + " ended without an answer");
        } else {
            overHttp.call(call.host, call.request, Duration.ofNanos(left), call.outcome);
        }
    }

    private void callOverHttp(Predicate<OpenCall> which) {
        calls.values().stream().filter(which).toList().forEach(this::callOverHttp);
    }

    /** A request came in; null when it made no sense. */
    void called(IncomingLink in, long number, @Nullable Frame request) {
        OutgoingLink out = outgoing.get(in.incarnation());
        Transport.Receiver takes = receiver;
        if (out == null) {
            // Who called has lost its link as well, and sends its request over HTTP.
            return;
        }
        boolean taken = request != null
                && takes != null
                && !closed
                && request.envelope().from().incarnation() == in.incarnation()
                && takes.receive(request, reply -> {
                    var unused = out.send(new OpenAnswer(out, number, reply));
                });
        if (!taken) {
            var unused = out.send(new OpenAnswer(out, number, null));
        }
    }

    /** An answer came in; null when it made no sense, or says that the request is to be sent over HTTP. */
    void answered(IncomingLink in, long number, @Nullable Frame reply) {
        OutgoingLink out = outgoing.get(in.incarnation());
        if (out != null) {
            // Late or not, it has come by these two.
            out.answered();
        }
        OpenCall call = calls.get(number);
        if (call == null || call.in != in) {
            return;
        }
        if (reply == null || reply.envelope().from().incarnation() != in.incarnation()) {
            callOverHttp(call);
        } else if (call.finish()) {
            calls.remove(number);
            call.outcome.replied(reply);
        }
    }

    /**
     * Ends calls that took too long, and gives signs of life. Called by one thread at a time.
     *
     * @return when to call it again, on the clock of nanoseconds, if {@link Dialling#wakeUp} says nothing else
     */
    public long tick(boolean look) {
        long now = now();
        if (look) {
            for (OutgoingLink link : outgoing.values()) {
                if (now - link.lastWriteNanos() >= times.keepAlive().toNanos()) {
                    link.signOfLife();
                }
            }
        }
        while (true) {
            OpenCall late;
            synchronized (deadlines) {
                OpenCall first = deadlines.peek();
                if (first == null) {
                    return now + times.look().toNanos();
                }
                if (!first.isDone() && first.deadlineNanos - now > 0) {
                    return first.deadlineNanos;
                }
                late = deadlines.remove();
            }
            expire(late);
        }
    }

    private void expire(OpenCall call) {
        if (!call.finish()) {
            return;
        }
        calls.remove(call.number);
        call.outcome.failed(CallFailure.SILENT, call.host + " did not answer in time");
        long given = call.deadlineNanos - call.sentNanos;
        if (given >= SLOW_NANOS && now() - call.out.unansweredSince(call.sentNanos) >= PATIENCE * given) {
            // What a connection brings late, after a time without the network, is stale: both are made anew.
            call.out.close();
            Dialling dials = dialling;
            if (dials != null) {
                dials.redial(call.host, call.in.incarnation());
            }
        }
    }

    /** Whether there is anything to look after. */
    public boolean isIdle() {
        return outgoing.isEmpty() && calls.isEmpty();
    }

    private void wakeUp() {
        Dialling dials = dialling;
        if (dials != null) {
            dials.wakeUp();
        }
    }

    /** Closes the links that others have to this node; ends open calls as {@link CallFailure#SILENT}. Returns without waiting. */
    @Override
    public void close() {
        closed = true;
        outgoing.values().forEach(OutgoingLink::close);
        callOverHttp(call -> true);
        threads.close();
    }
}
