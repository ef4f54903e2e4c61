package org.pastecluster.http.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.CallFailure;

/**
 * One request to one node, with what it takes to be let in: the challenge on first contact, another secret or way where the
 * first is turned away. Lives on the loop's thread.
 */
final class Asking implements HttpCall.Outcome {

    /** Takes what became of it: one of the two, once, on the loop's thread. */
    interface Outcome {
        /**
         * The node answered.
         *
         * @param incarnation who answered; 0 when it did not say
         */
        void answered(JsonObject body, long incarnation);

        /**
         * The node answered with status 101.
         *
         * @param connection what to close when it is not wanted
         * @param answer its headers
         * @param request what was answered; null when it was not signed
         */
        default void upgraded(
                Upgraded connection, long incarnation, HttpReply answer, @Nullable SignedRequest request) {
            connection.close();
            failed(CallFailure.FOREIGN, "it upgrades a connection where nobody asked for that");
        }

        void failed(CallFailure failure, String detail);
    }

    private static final int MOST_CHALLENGES = 3;

    private final Desk desk;
    private final Peer peer;
    private final String method;
    private final Operation operation;
    private final Map<String, String> extraHeaders;
    private final byte[] body;
    private final long deadline;
    private final Outcome outcome;
    private String query = "";
    private @Nullable Upgraded upgraded;
    private int challenges;
    private int credentialsTried = 1;
    private @Nullable SignedRequest signed;

    Asking(
            Desk desk,
            Peer peer,
            String method,
            Operation operation,
            Map<String, String> extraHeaders,
            byte[] body,
            long deadline,
            Outcome outcome) {
        this.desk = desk;
        this.peer = peer;
        this.method = method;
        this.operation = operation;
        this.extraHeaders = extraHeaders;
        this.body = body;
        this.deadline = deadline;
        this.outcome = outcome;
    }

    /** With a query, as it is sent. */
    Asking withQuery(String text) {
        query = text;
        return this;
    }

    /** Sends the request, once more after each answer that asks for it. */
    void send() {
        Credentials.Credential credential = desk.credentials().get(peer.credential());
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        headers.put(WireHeaders.MARK, Integer.toString(WireHeaders.VERSION));
        if (method.equals("POST")) {
            headers.put("Content-Type", WireHeaders.JSON);
        }
        if (credential.mode() == AuthMode.SIGNED) {
            long to = peer.incarnation();
            SignedRequest request = new SignedRequest(
                    credential.secret(),
                    method,
                    path(),
                    query,
                    body,
                    desk.incarnation(),
                    to,
                    to == 0 ? 0 : peer.clockAt(desk.millis()),
                    desk.nonces().next(to));
            signed = request;
            headers.putAll(request.headers());
        } else {
            signed = null;
            headers.put(WireHeaders.TOKEN, credential.secret().token());
        }
        Target target = peer.target();
        String where = target.pathPrefix() + path() + (query.isEmpty() ? "" : "?" + query);
        desk.loop().submit(target, new HttpCall(target, method, where, headers, body, deadline, this));
    }

    private String path() {
        return desk.basePath() + "/" + operation.word();
    }

    @Override
    public void failed(CallFailure failure, String detail) {
        peer.forget();
        outcome.failed(
                failure,
                failure == CallFailure.FOREIGN
                        ? "What answered " + method + " " + path() + " at " + peer.host()
                                + " is no node of this cluster: " + detail + "."
                        : detail);
    }

    @Override
    public void upgraded(HttpReply reply, Upgraded connection) {
        upgraded = connection;
        answered(reply);
        if (upgraded != null) {
            upgraded = null;
            connection.close();
        }
    }

    @Override
    public void answered(HttpReply reply) {
        if (reply.first(WireHeaders.MARK) == null) {
            foreign(reply);
            return;
        }
        peer.is(Peer.Kind.JAVA);
        SignedRequest request = signed;
        OptionalLong prover =
                request == null ? OptionalLong.empty() : request.answeredBy(reply.status(), reply.body(), reply);
        if (prover.isPresent()) {
            learn(prover.getAsLong(), reply);
        }
        if (reply.status() == 403) {
            tryAnotherCredential(reply);
        } else if (request != null && prover.isEmpty()) {
            outcome.failed(CallFailure.FOREIGN, Strangers.unproven(peer.host(), operation));
        } else if (reply.status() == 401 && challenges < MOST_CHALLENGES) {
            challenges++;
            send();
        } else if (upgraded != null) {
            handOver(upgraded, reply, prover.orElse(0));
        } else if (reply.status() == 200) {
            deliver(reply, prover.orElse(0));
        } else {
            turnedAway(reply);
        }
    }

    /** A web server that is being stopped answers 503 by itself: a look at whether its port is closed tells it from a proxy. */
    private void foreign(HttpReply reply) {
        String detail = Strangers.describe(peer.host(), method, path(), reply);
        if (reply.status() != 503) {
            failedAsForeign(detail);
            return;
        }
        HttpCall look =
                new HttpCall(peer.target(), "GET", path(), Map.of(), new byte[0], deadline, new HttpCall.Outcome() {
                    @Override
                    public void answered(HttpReply nothingWasAsked) {
                        failedAsForeign(detail);
                    }

                    @Override
                    public void failed(CallFailure failure, String why) {
                        if (failure == CallFailure.REFUSED) {
                            peer.forget();
                            outcome.failed(failure, why);
                        } else {
                            failedAsForeign(detail);
                        }
                    }
                });
        look.sentInVain(detail);
        desk.loop().submit(peer.target(), look);
    }

    private void failedAsForeign(String detail) {
        peer.forget();
        outcome.failed(CallFailure.FOREIGN, detail);
    }

    private void learn(long incarnation, HttpReply reply) {
        try {
            peer.met(incarnation, SignedRequest.timeOf(reply), desk.millis());
        } catch (JsonException cannotBe) {
            throw new IllegalStateException("A proven answer has no time.", cannotBe);
        }
    }

    private void tryAnotherCredential(HttpReply reply) {
        if (credentialsTried < desk.credentials().count()) {
            credentialsTried++;
            peer.useCredential((peer.credential() + 1) % desk.credentials().count());
            send();
        } else {
            peer.useCredential(0);
            outcome.failed(
                    CallFailure.REJECTED,
                    "The node " + peer.host() + " turns this one away: " + Strangers.reason(reply)
                            + ". Give both the same secret and the same way to authenticate.");
        }
    }

    private void deliver(HttpReply reply, long prover) {
        try {
            JsonObject json = JsonParser.object(reply.body(), desk.jsonDepth());
            JsonObject ours = json.object(FrameCodec.FIELD);
            if (ours == null && prover == 0) {
                outcome.failed(CallFailure.FOREIGN, Strangers.describe(peer.host(), method, path(), reply));
                return;
            }
            String said = ours == null ? null : ours.text("incarnation");
            long incarnation = prover != 0 || said == null ? prover : Incarnations.parse("incarnation", said);
            outcome.answered(json, incarnation);
        } catch (JsonException malformed) {
            outcome.failed(
                    CallFailure.FOREIGN,
                    "The answer to " + method + " " + path() + " at " + peer.host() + " makes no sense: "
                            + malformed.reason() + ".");
        }
    }

    private void handOver(Upgraded connection, HttpReply reply, long prover) {
        String said = reply.first(WireHeaders.FROM);
        try {
            long incarnation = prover != 0 || said == null ? prover : Incarnations.parse(WireHeaders.FROM, said);
            upgraded = null;
            outcome.upgraded(connection, incarnation, reply, signed);
        } catch (JsonException malformed) {
            outcome.failed(
                    CallFailure.FOREIGN, "The answer of " + peer.host() + " makes no sense: " + malformed.reason());
        }
    }

    /** A node of this project that is up but not there yet, or no more, is as good as none. */
    private void turnedAway(HttpReply reply) {
        String detail = peer.host() + " answered " + reply.status() + " on " + method + " " + path() + ": "
                + Strangers.reason(reply) + ".";
        outcome.failed(failureOf(reply), detail);
    }

    private CallFailure failureOf(HttpReply reply) {
        if (reply.status() != 503 && reply.status() != 429 && reply.status() != 401) {
            return CallFailure.REJECTED;
        }
        try {
            String state = JsonParser.object(reply.body(), desk.jsonDepth()).text("state", "");
            boolean absent = state.equals("starting") || state.equals("stopped");
            return absent ? CallFailure.REFUSED : CallFailure.SILENT;
        } catch (JsonException malformed) {
            return CallFailure.SILENT;
        }
    }
}
