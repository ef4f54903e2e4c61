package org.pastecluster.http.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.NeighbourCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * Calls other nodes over HTTP. Thread-safe; no method blocks or throws, all work is done on one thread, which also calls
 * outcomes.
 */
public final class NodeClient implements AutoCloseable {

    private static final byte[] NO_BODY = {};
    private static final String NO_DOT_NET = ".NET nodes can be called in the mode TOKEN only; add it to the settings.";

    private final TimeSource time;
    private final HttpLoop loop;
    private final Desk desk;
    private final boolean mayMeetDotNet;

    /**
     * @param settings how it speaks HTTP
     * @param incarnation this process's
     * @param time its clocks
     * @param closedByPeer takes the host of a node that closed a connection
     */
    public NodeClient(HttpSettings settings, long incarnation, TimeSource time, Consumer<String> closedByPeer) {
        this.time = time;
        this.loop = new HttpLoop(settings, time, closedByPeer);
        this.desk = new Desk(settings, incarnation, time, loop);
        this.mayMeetDotNet = settings.accepts(AuthMode.TOKEN);
        loop.start();
    }

    /** As {@link Transport#call}. */
    public void call(String host, Frame request, Duration timeout, Transport.Outcome outcome) {
        long deadline = time.nanos() + timeout.toNanos();
        run(outcome::failed, () -> {
            Peer peer = desk.peer(host);
            if (peer == null) {
                outcome.failed(CallFailure.SILENT, "'" + Strangers.shown(host) + "' is not a node's base URL.");
            } else if (request.body() instanceof NeighbourRequest said && !said.isForOwnKind()) {
                tell(peer, request, said, deadline, outcome);
            } else {
                knowKind(peer, request, deadline, outcome);
            }
        });
    }

    /**
     * Asks what is not a frame.
     *
     * @param body the JSON to post; null for a GET
     * @return the answer; fails with a {@link NodeCallException}
     */
    public CompletionStage<NodeAnswer> ask(
            String host, Operation operation, @Nullable JsonObject body, Duration timeout) {
        CompletableFuture<NodeAnswer> answer = new CompletableFuture<>();
        long deadline = time.nanos() + timeout.toNanos();
        Asking.Outcome outcome = new Asking.Outcome() {
            @Override
            public void answered(JsonObject json, long incarnation) {
                answer.complete(new NodeAnswer(json, incarnation));
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                answer.completeExceptionally(new NodeCallException(failure, detail));
            }
        };
        run(outcome::failed, () -> {
            Peer peer = desk.peer(host);
            if (peer == null) {
                outcome.failed(CallFailure.SILENT, "'" + Strangers.shown(host) + "' is not a node's base URL.");
                return;
            }
            String method = body == null ? "GET" : "POST";
            byte[] bytes = body == null ? NO_BODY : body.toBytes();
            new Asking(desk, peer, method, operation, Map.of(), bytes, deadline, outcome).send();
        });
        return answer;
    }

    /**
     * Calls a node in .NET's form, with the first secret as its token. For clusters in the mode {@link AuthMode#TOKEN}.
     *
     * @param self this node's base URL
     * @param master the host of the master that this node names; null for none. Never one that differs from the receiver's
     *     own: that starts a round of asking there
     * @param body the JSON to post; null for a GET
     * @return the answer; fails with a {@link NodeCallException}
     */
    public CompletionStage<DotNetAnswer> askDotNet(
            String host,
            Operation operation,
            String self,
            @Nullable String master,
            @Nullable JsonObject body,
            Duration timeout) {
        CompletableFuture<DotNetAnswer> answer = new CompletableFuture<>();
        long deadline = time.nanos() + timeout.toNanos();
        DotNetCall.Outcome outcome = new DotNetCall.Outcome() {
            @Override
            public void answered(DotNetAnswer given, boolean java) {
                answer.complete(given);
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                answer.completeExceptionally(new NodeCallException(failure, detail));
            }

            @Override
            public void neverSent(CallFailure failure, String detail) {
                answer.completeExceptionally(new NodeCallException(failure, detail, false));
            }
        };
        if (!mayMeetDotNet) {
            return CompletableFuture.failedStage(new NodeCallException(CallFailure.FOREIGN, NO_DOT_NET));
        }
        run(outcome::failed, () -> {
            Peer peer = desk.peer(host);
            if (peer == null) {
                outcome.failed(CallFailure.SILENT, "'" + Strangers.shown(host) + "' is not a node's base URL.");
            } else {
                new DotNetCall(desk, peer, operation, self, master, body, deadline, outcome).send();
            }
        });
        return answer;
    }

    /**
     * Dials the links of this node.
     *
     * @param hub takes what they bring
     * @param times how patient links are
     * @param self tells this node's base URL; null while it is not known
     * @param closedByPeer takes the host of a node that closed its link
     */
    public LinkDialler links(
            LinkHub hub, LinkTimes times, Supplier<@Nullable String> self, Consumer<String> closedByPeer) {
        return new LinkDialler(hub, times, time, new LinkRequests(desk, time, times), self, closedByPeer);
    }

    private void run(FailureTaker failed, Runnable task) {
        boolean running = loop.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException unexpected) {
                failed.failed(CallFailure.SILENT, "This node failed to make the call: " + unexpected + ".");
            }
        });
        if (!running) {
            failed.failed(CallFailure.SILENT, "This node has stopped.");
        }
    }

    private interface FailureTaker {
        void failed(CallFailure failure, String detail);
    }

    private void tell(Peer peer, Frame request, NeighbourRequest said, long deadline, Transport.Outcome outcome) {
        if (mayMeetDotNet) {
            NeighbourCall.send(desk, peer, request, said, deadline, outcome);
        } else {
            outcome.failed(CallFailure.FOREIGN, NO_DOT_NET);
        }
    }

    /**
     * A frame must not reach a .NET node, which would take it for its own kind of request and obey it: a harmless look at its
     * health comes first, and what a .NET node answers to that is the reply.
     */
    private void knowKind(Peer peer, Frame request, long deadline, Transport.Outcome outcome) {
        boolean token = desk.credentials().get(peer.credential()).mode() == AuthMode.TOKEN;
        if (!mayMeetDotNet || !token || peer.kind() == Peer.Kind.JAVA) {
            ask(peer, request, deadline, outcome);
            return;
        }
        new DotNetCall(desk, peer, Operation.HEALTH, null, null, null, deadline, new DotNetCall.Outcome() {
                    @Override
                    public void answered(DotNetAnswer answer, boolean java) {
                        if (java) {
                            ask(peer, request, deadline, outcome);
                        } else {
                            outcome.replied(NeighbourCodec.reply(request, peer.host(), answer));
                        }
                    }

                    @Override
                    public void failed(CallFailure failure, String detail) {
                        outcome.failed(failure, detail);
                    }
                })
                .send();
    }

    private void ask(Peer peer, Frame request, long deadline, Transport.Outcome outcome) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(WireHeaders.FROM_NODE, request.envelope().from().host());
        LeaderRef following = request.envelope().following();
        if (following != null) {
            headers.put(WireHeaders.MASTER_NODE, following.host());
        }
        byte[] body = FrameCodec.request(request).toBytes();
        Asking.Outcome taker = new Asking.Outcome() {
            @Override
            public void answered(JsonObject json, long incarnation) {
                Frame reply = frame(json, incarnation);
                if (reply == null) {
                    outcome.failed(
                            CallFailure.FOREIGN,
                            "The node " + peer.host() + " gave an answer that this node does not understand.");
                } else {
                    outcome.replied(reply);
                }
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                outcome.failed(failure, detail);
            }
        };
        new Asking(desk, peer, "POST", FrameCodec.operation(request), headers, body, deadline, taker).send();
    }

    /** The frame of an answer; null when there is none, or when it is not of who answered. */
    private static @Nullable Frame frame(JsonObject json, long incarnation) {
        try {
            Frame frame = FrameCodec.readReplyFrom(json);
            boolean own = frame != null
                    && (incarnation == 0 || frame.envelope().from().incarnation() == incarnation);
            return own ? frame : null;
        } catch (JsonException malformed) {
            return null;
        }
    }

    /** Ends what is under way as {@link CallFailure#SILENT}. Returns without waiting. */
    @Override
    public void close() {
        loop.close();
    }

    static @Nullable JsonObject parse(HttpReply reply, int depth) {
        try {
            return JsonParser.object(reply.body(), depth);
        } catch (JsonException malformed) {
            return null;
        }
    }
}
