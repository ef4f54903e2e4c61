package org.pastecluster.http.handler;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.auth.Proof;
import org.pastecluster.http.auth.RequestGate;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.WireHeaders;

/** One request on its way to its one answer: whoever answers first wins, later answers are dropped. Thread-safe. */
final class Exchange {

    private final RequestGate gate;
    private final String remoteAddress;
    private final Responder responder;
    private final Rejections rejections;
    private final Consumer<Exchange> whenDone;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile @Nullable Proof proof;
    private volatile boolean showsSecret;
    private volatile @Nullable CalledBack calledBack;
    private volatile @Nullable Future<?> deadline;
    private volatile @Nullable Place place;
    private volatile @Nullable BodyReception reception;

    /**
     * @param rejections hears of it if it is turned away
     * @param whenDone hears that it was answered
     */
    Exchange(
            RequestGate gate,
            String remoteAddress,
            Responder responder,
            Rejections rejections,
            Consumer<Exchange> whenDone) {
        this.rejections = rejections;
        this.gate = gate;
        this.remoteAddress = remoteAddress;
        this.responder = responder;
        this.whenDone = whenDone;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    void provenBy(Proof how) {
        proof = how;
    }

    /** Its sender holds the secret, whether or not it {@linkplain #provenBy signed}. */
    void showsSecret() {
        showsSecret = true;
    }

    /** To be left when it was answered. */
    void holds(Place its) {
        place = its;
        releaseIfAnswered();
    }

    /** To be abandoned when it was answered. */
    void receives(BodyReception body) {
        reception = body;
        releaseIfAnswered();
    }

    private void releaseIfAnswered() {
        if (answered.get()) {
            release();
        }
    }

    /** Gives back what the request holds, before it is answered. */
    void release() {
        BodyReception body = reception;
        if (body != null) {
            body.abandon();
        }
        Place its = place;
        if (its != null) {
            its.leave();
        }
    }

    /** What a call brought that the sender asked for; null for nothing. */
    void calledBack(@Nullable CalledBack found) {
        calledBack = found;
    }

    @Nullable
    CalledBack calledBack() {
        return calledBack;
    }

    /** To be cancelled when the answer is there, or when there is a later one. */
    void deadline(Future<?> task) {
        Future<?> before = deadline;
        if (before != null) {
            before.cancel(false);
        }
        deadline = task;
        if (answered.get()) {
            task.cancel(false);
        }
    }

    boolean canUpgrade() {
        return responder.canUpgrade();
    }

    /** What the request showed; that nobody signed it, while it is not known. */
    Proof proof() {
        Proof known = proof;
        return known == null ? Proof.NONE : known;
    }

    /**
     * The connection becomes a link.
     *
     * @param headers say what it is upgraded to, and how it is protected
     */
    void upgrade(LinkDoor link, Map<String, String> headers) {
        respond(101, headers, new byte[0], link);
    }

    boolean isAnswered() {
        return answered.get();
    }

    void json(JsonObject body) {
        json(body.toBytes());
    }

    void json(byte[] body) {
        respond(200, WireHeaders.JSON, body, Map.of());
    }

    void text(String text) {
        respond(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    void refuse(int status, String reason) {
        refuse(new RefusedException(status, reason));
    }

    void refuse(RefusedException refusal) {
        refuse(refusal, "refused");
    }

    /**
     * @param state one word for programs: {@code refused}, {@code busy}, {@code starting} or {@code stopped}
     */
    void refuse(RefusedException refusal, String state) {
        JsonObject body =
                new JsonObject().put("success", false).put("state", state).put("reason", refusal.reason());
        respond(refusal.status(), WireHeaders.JSON, body.toBytes(), refusal.headers());
    }

    private HttpAnswer.Shown shown(Proof known) {
        if (showsSecret) {
            return HttpAnswer.Shown.SECRET;
        }
        return known.isSigned() ? HttpAnswer.Shown.SIGNATURE : HttpAnswer.Shown.NOTHING;
    }

    private void respond(int status, String contentType, byte[] body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("content-type", contentType);
        headers.put("cache-control", "no-store");
        respond(status, headers, body, null);
    }

    private void respond(int status, Map<String, String> more, byte[] body, @Nullable LinkDoor link) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        if (status >= 400) {
            rejections.tell(status);
        }
        Future<?> task = deadline;
        if (task != null) {
            task.cancel(false);
        }
        Map<String, String> headers = new LinkedHashMap<>(more);
        Proof known = proof();
        headers.putAll(gate.answerHeaders(known, status, body));
        try {
            responder.respond(new HttpAnswer(status, headers, body, link, shown(known)));
        } finally {
            release();
            whenDone.accept(this);
        }
    }
}
