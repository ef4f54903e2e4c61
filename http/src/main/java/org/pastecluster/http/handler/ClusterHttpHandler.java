package org.pastecluster.http.handler;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Role;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.auth.Proof;
import org.pastecluster.http.auth.RequestGate;
import org.pastecluster.http.auth.Verdict;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * Serves everything under {@code /api/cluster/}, whatever web server it stands in. Thread-safe.
 *
 * <p>A request passes, in this order: its path and method, the sizes of its headers, the count of requests in flight, its
 * content type, what it shows of itself, the size of its body, its signature; only then it is parsed. What does not pass is
 * answered with a status and one line, and changes nothing. What a load balancer asks ({@link RolePath}) is answered before all that:
 * it is one status, and costs nothing.
 */
public final class ClusterHttpHandler implements AutoCloseable {

    private static final Set<Operation> WITHOUT_FRAMES = EnumSet.of(Operation.RUN, Operation.FIND, Operation.SEND);
    private static final byte[] NO_BODY = {};

    private final HttpSettings settings;
    private final HttpLimits limits;
    private final RequestHead head;
    private final RequestGate gate;
    private final Admission admission;
    private final HandlerThreads threads;
    private final FrameDoor frames;
    private final NeighbourDoor neighbours;
    private final OperatorDoor operators;
    private final SendDoor sends;
    private final LinkRequest linking;
    private final Rejections rejections = new Rejections();
    private final Set<Exchange> waiting = ConcurrentHashMap.newKeySet();
    private volatile Transport.@Nullable Receiver receiver;
    private volatile @Nullable Cluster cluster;
    private volatile @Nullable NeighbourPort port;
    private volatile @Nullable AddressCheck addresses;
    private volatile @Nullable LinkHub links;

    /**
     * @param settings how it speaks HTTP
     * @param incarnation this process's, the same as the node's
     * @param time the clocks that requests are judged by
     */
    public ClusterHttpHandler(HttpSettings settings, long incarnation, TimeSource time) {
        this.settings = settings;
        this.limits = settings.limits();
        this.head = new RequestHead(settings);
        this.gate = new RequestGate(settings, incarnation, time);
        this.admission = new Admission(limits, time::nanos);
        this.threads = new HandlerThreads(limits.inFlight());
        this.frames = new FrameDoor(threads, this::nodeCount);
        this.neighbours = new NeighbourDoor(incarnation, threads);
        this.linking = new LinkRequest(incarnation);
        this.operators = new OperatorDoor(() -> addresses, threads);
        this.sends = new SendDoor(threads);
    }

    /** Takes frames from now on, for this receiver. */
    public void receiveWith(Transport.Receiver takes) {
        receiver = takes;
    }

    /** Accepts links from now on, for these; without, requests for one are turned away. */
    public void linkWith(LinkHub hub) {
        links = hub;
    }

    /** What may stand below the base path: the words of all operations, and what load balancers ask, such as {@code role/leader}. */
    public static Set<String> paths() {
        return Stream.concat(
                        Arrays.stream(Operation.values()).map(Operation::word),
                        Arrays.stream(RolePath.values()).map(RolePath::words))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The node that this handler speaks for has started. */
    public void serve(Cluster started, NeighbourPort neighbourPort) {
        port = neighbourPort;
        cluster = started;
    }

    /** Checks from now on, with this, what it is told to be reached at, and calls URLs back for others. */
    public void checkAddressesWith(AddressCheck check) {
        addresses = check;
    }

    /** Tells from now on which requests it turns away. */
    public void measureWith(Measurements measurements) {
        rejections.measureWith(measurements);
    }

    /** How many requests are being served. */
    public int inFlight() {
        return admission.inFlight();
    }

    /**
     * Serves one request; never blocks longer than its {@link BodySource} does, and never throws. The answer comes from any thread:
     * at once, or within {@link HttpSettings#answerTimeout()} for the body to arrive and as long again for the node to answer.
     *
     * @param responder called exactly once
     */
    public void handle(HttpRequestData request, Responder responder) {
        RolePath role = RolePath.of(request.rawPath(), settings.basePath());
        if (role != null) {
            responder.respond(role.answer(request.method(), cluster));
            return;
        }
        Exchange exchange = new Exchange(gate, request.remoteAddress(), responder, rejections, waiting::remove);
        Place place = admission.enter(request.remoteAddress(), () -> giveWay(exchange));
        exchange.holds(place);
        try {
            carryOut(exchange, () -> serve(head.read(request), request, place, exchange));
        } finally {
            place.stay();
        }
    }

    private void giveWay(Exchange exchange) {
        exchange.release();
        threads.turnAway(() -> exchange.refuse(
                429, "too many requests at a time from who has not shown the secret; send bodies at once"));
    }

    private interface Step {
        void run() throws RefusedException, JsonException;
    }

    private void carryOut(Exchange exchange, Step step) {
        try {
            step.run();
        } catch (RefusedException refused) {
            exchange.refuse(refused);
        } catch (JsonException malformed) {
            exchange.refuse(400, malformed.reason());
        } catch (ClusterUnavailableException | RejectedExecutionException unavailable) {
            refuseForNow(exchange);
        } catch (RuntimeException unexpected) {
            exchange.refuse(
                    500,
                    "this node could not serve the request: "
                            + unexpected.getClass().getSimpleName());
        }
    }

    private void serve(RequestGate.Presented presented, HttpRequestData request, Place place, Exchange exchange)
            throws RefusedException, JsonException {
        boolean post = presented.method().equals("POST");
        if (post) {
            head.judgeType(presented.headers());
        }
        Verdict.Refused early = gate.refuseEarly(presented);
        if (early != null) {
            throw new RefusedException(early.status(), early.reason());
        }
        if (!post) {
            if (isLetIn(presented, NO_BODY, place, exchange)) {
                get(presented, exchange);
            }
            return;
        }
        head.judgeLength(presented.headers());
        if (gate.showsToken(presented)) {
            prove(place, exchange, Proof.NONE, presented);
        }
        Verdict byHead = gate.decideByHead(presented);
        if (byHead instanceof Verdict.Refused refused) {
            exchange.provenBy(refused.proof());
            exchange.refuse(refused.status(), refused.reason());
            return;
        }
        if (byHead instanceof Verdict.Accepted accepted) {
            exchange.provenBy(accepted.proof());
            prove(place, exchange, accepted.proof(), presented);
        }
        BodyReception reception = new BodyReception(
                place,
                limits.bodyBytes(),
                exchange::refuse,
                bytes -> carryOut(exchange, () -> {
                    if (byHead == null
                            ? isLetIn(presented, bytes, place, exchange)
                            : isWhatWasSigned(presented, bytes)) {
                        post(presented, JsonParser.object(bytes, limits.jsonDepth()), exchange);
                    }
                }));
        exchange.receives(reception);
        request.body().readInto(reception);
        if (!reception.isOver()) {
            reception.deadline(threads.after(settings.answerTimeout(), reception::late));
        }
    }

    private boolean isWhatWasSigned(RequestGate.Presented presented, byte[] body) throws RefusedException {
        if (!gate.hasBody(presented, body)) {
            throw new RefusedException(403, "the body is not what was signed: the request was altered on its way");
        }
        return true;
    }

    private boolean isLetIn(RequestGate.Presented presented, byte[] body, Place place, Exchange exchange)
            throws RefusedException {
        Verdict verdict = gate.decide(presented, body);
        if (verdict instanceof Verdict.Accepted accepted) {
            exchange.provenBy(accepted.proof());
            if (accepted.proof().isSigned() || gate.showsToken(presented)) {
                prove(place, exchange, accepted.proof(), presented);
            }
            return true;
        } else if (verdict instanceof Verdict.Refused refused) {
            exchange.provenBy(refused.proof());
            exchange.refuse(refused.status(), refused.reason());
        }
        return false;
    }

    /** Who shows a token is whoever it says that it is, or the one at its address. */
    private static void prove(Place place, Exchange exchange, Proof proof, RequestGate.Presented presented)
            throws RefusedException {
        exchange.showsSecret();
        String named = presented.headers().first(WireHeaders.FROM_NODE);
        Object peer = proof.isSigned() ? (Object) proof.sender() : named == null ? place.address : named;
        if (!place.prove(peer)) {
            throw new RefusedException(429, "too many requests at a time from the same peer");
        }
    }

    private void get(RequestGate.Presented presented, Exchange exchange) throws RefusedException, JsonException {
        if (presented.operation() == Operation.LINK) {
            LinkHub hub = links;
            if (hub != null && !hub.isServing()) {
                refuseForNow(exchange);
            } else {
                linking.open(hub, presented, exchange);
            }
            return;
        }
        Cluster serving = cluster;
        NeighbourPort answering = port;
        Operation operation = presented.operation();
        if (serving == null || answering == null) {
            refuseForNow(exchange);
        } else if (operation == Operation.ASK || operation == Operation.HEALTH) {
            endInTime(exchange);
            neighbours.get(answering, operation, presented.headers(), exchange);
        } else {
            if (operation == Operation.JOININ) {
                endInTime(exchange);
            }
            operators.get(serving, operation, presented.query(), exchange);
        }
    }

    private void post(RequestGate.Presented presented, JsonObject body, Exchange exchange)
            throws RefusedException, JsonException {
        Operation operation = presented.operation();
        Frame frame = WITHOUT_FRAMES.contains(operation) ? null : FrameCodec.readRequestFrom(body);
        if (frame != null) {
            receive(operation, frame, exchange);
            return;
        }
        AddressCheck check = addresses;
        String toCall = operation == Operation.FIND ? CalledBack.wanted(body) : null;
        if (toCall == null || check == null) {
            answer(presented, body, exchange);
            return;
        }
        endInTime(exchange);
        var unused = check.callBack(toCall)
                .whenCompleteAsync(
                        (found, failure) -> {
                            exchange.calledBack(found);
                            carryOut(exchange, () -> answer(presented, body, exchange));
                        },
                        threads);
    }

    private void answer(RequestGate.Presented presented, JsonObject body, Exchange exchange)
            throws RefusedException, JsonException {
        Operation operation = presented.operation();
        Cluster serving = cluster;
        NeighbourPort answering = port;
        if (serving == null || answering == null) {
            if (operation == Operation.FIND) {
                findWhileStarting(body, exchange);
            } else {
                refuseForNow(exchange);
            }
            return;
        }
        if (operation == Operation.SEND && serving.view().role() == Role.STOPPED) {
            refuseAsStopped(exchange);
            return;
        }
        endInTime(exchange);
        if (operation == Operation.SEND) {
            sends.send(serving, body, exchange);
        } else if (operation == Operation.RUN) {
            operators.run(
                    serving,
                    body,
                    exchange,
                    () -> neighbours.get(answering, Operation.HEALTH, presented.headers(), exchange));
        } else {
            neighbours.post(answering, operation, presented.headers(), body, exchange);
        }
    }

    private void receive(Operation operation, Frame frame, Exchange exchange) throws JsonException {
        Transport.Receiver takes = receiver;
        if (takes == null) {
            refuseForNow(exchange);
            return;
        }
        endInTime(exchange);
        if (!frames.receive(takes, operation, frame, exchange)) {
            refuseForNow(exchange);
        }
    }

    /** A node that looks for its own entry in the list must hear itself before it knows where it is. */
    private void findWhileStarting(JsonObject body, Exchange exchange) throws JsonException {
        DotNetNode wanted = DotNetNode.read(body);
        boolean found = settings.nodeCode() != null && settings.nodeCode().equals(wanted.nodeCode());
        exchange.json(neighbours.marked(new DotNetAnswer(true, null, found ? wanted : null, 0), exchange));
    }

    private void endInTime(Exchange exchange) {
        waiting.add(exchange);
        exchange.deadline(threads.after(
                settings.answerTimeout(),
                () -> exchange.refuse(new RefusedException(503, "this node had no answer in time"), "busy")));
    }

    private void refuseForNow(Exchange exchange) {
        Cluster serving = cluster;
        if (serving == null) {
            exchange.refuse(new RefusedException(503, "this node is starting"), "starting");
        } else if (serving.view().role() == Role.STOPPED) {
            refuseAsStopped(exchange);
        } else {
            exchange.refuse(new RefusedException(503, "this node is busy; try later"), "busy");
        }
    }

    private static void refuseAsStopped(Exchange exchange) {
        exchange.refuse(new RefusedException(503, "this node has left the cluster"), "stopped");
    }

    private int nodeCount() {
        Cluster serving = cluster;
        return serving == null ? 0 : serving.view().members().size();
    }

    /**
     * Ends the threads. Later requests are turned away, and so is at once what waits for an answer of the node: it has none to
     * give any more, and whoever asked must not take that for silence.
     */
    @Override
    public void close() {
        receiver = null;
        for (Exchange unanswered : waiting) {
            threads.execute(() -> refuseAsStopped(unanswered));
        }
        threads.close();
    }
}
