package org.pastecluster.http.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.CallFailure;

/** One request in .NET's form, which both kinds of node understand. Lives on the loop's thread. */
final class DotNetCall implements HttpCall.Outcome {

    /** Takes what became of it: one of the two, once, on the loop's thread. */
    interface Outcome {
        /**
         * The node answered.
         *
         * @param java whether a node of this project answered
         */
        void answered(DotNetAnswer answer, boolean java);

        /** A .NET node told its list, which it was asked for. */
        default void listed(List<DotNetNode> nodes) {
            failed(CallFailure.FOREIGN, "A list came that was not asked for.");
        }

        void failed(CallFailure failure, String detail);

        /** It failed before any of it was sent. */
        default void neverSent(CallFailure failure, String detail) {
            failed(failure, detail);
        }
    }

    private static final byte[] NO_BODY = {};

    private final Desk desk;
    private final Peer peer;
    private final Operation operation;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final @Nullable JsonObject body;
    private final long deadline;
    private final Outcome outcome;
    private @Nullable HttpCall call;

    DotNetCall(
            Desk desk,
            Peer peer,
            Operation operation,
            @Nullable String self,
            @Nullable String master,
            @Nullable JsonObject body,
            long deadline,
            Outcome outcome) {
        this.desk = desk;
        this.peer = peer;
        this.operation = operation;
        this.body = body;
        this.deadline = deadline;
        this.outcome = outcome;
        headers.put(WireHeaders.MARK, Integer.toString(WireHeaders.VERSION));
        headers.put(WireHeaders.TOKEN, desk.credentials().token(peer.credential()));
        if (self != null) {
            headers.put(WireHeaders.FROM_NODE, self);
        }
        if (master != null) {
            headers.put(WireHeaders.MASTER_NODE, master);
        }
        if (body != null) {
            headers.put("Content-Type", WireHeaders.JSON);
        }
    }

    void send() {
        Target target = peer.target();
        byte[] bytes = body == null ? NO_BODY : body.toBytes();
        HttpCall made = new HttpCall(target, method(), target.pathPrefix() + path(), headers, bytes, deadline, this);
        if (operation == Operation.MSG) {
            made.sendOnlyOnce();
        }
        call = made;
        desk.loop().submit(target, made);
    }

    private String method() {
        return body == null ? "GET" : "POST";
    }

    private String path() {
        return desk.basePath() + "/" + operation.word();
    }

    @Override
    public void answered(HttpReply reply) {
        List<DotNetNode> list = operation == Operation.NODES && reply.status() == 200 ? list(reply) : null;
        if (list != null) {
            outcome.listed(list);
            return;
        }
        boolean java = reply.first(WireHeaders.MARK) != null;
        JsonObject json = NodeClient.parse(reply, desk.jsonDepth());
        DotNetAnswer answer = reply.status() == 200 && json != null ? read(json) : null;
        if (java) {
            // Also of one that turns this call away: the frame itself then finds out why.
            peer.is(Peer.Kind.JAVA);
            outcome.answered(answer == null ? new DotNetAnswer(false, null, null, 0) : answer, true);
        } else if (answer != null) {
            peer.is(Peer.Kind.DOT_NET);
            outcome.answered(answer, false);
        } else {
            peer.forget();
            outcome.failed(CallFailure.FOREIGN, Strangers.describe(peer.host(), method(), path(), reply));
        }
    }

    private @Nullable List<DotNetNode> list(HttpReply reply) {
        try {
            if (!(JsonParser.value(reply.body(), desk.jsonDepth()) instanceof List<?> entries)) {
                return null;
            }
            List<DotNetNode> nodes = new ArrayList<>();
            for (Object entry : entries) {
                if (entry instanceof JsonObject node) {
                    nodes.add(DotNetNode.read(node));
                }
            }
            return nodes;
        } catch (JsonException malformed) {
            return null;
        }
    }

    private static @Nullable DotNetAnswer read(JsonObject json) {
        try {
            boolean shaped = json.object(FrameCodec.FIELD) != null
                    || json.object("node") != null
                    || json.object("master") != null
                    || json.flag("success");
            return shaped ? DotNetAnswer.read(json) : null;
        } catch (JsonException malformed) {
            return null;
        }
    }

    @Override
    public void failed(CallFailure failure, String detail) {
        peer.forget();
        HttpCall made = call;
        if (made == null || made.isTransmitted()) {
            outcome.failed(failure, detail);
        } else {
            outcome.neverSent(failure, detail);
        }
    }
}
