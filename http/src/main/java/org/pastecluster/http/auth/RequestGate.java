package org.pastecluster.http.auth;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.Secret;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.spi.TimeSource;

/**
 * Lets requests in whose sender holds the secret, each signed one once. Thread-safe.
 *
 * <p>A signed request names this process's incarnation and the time on its clock, so that what was recorded before a restart,
 * or long ago, is worthless. Who does not know them yet sends zeros and gets a challenge that tells both, signed and bound to
 * the request.
 */
public final class RequestGate {

    /** How far a request's time may be away from this node's clock. */
    static final long WINDOW_MILLIS = 30_000;

    private static final int SENDERS = 4096;
    private static final Set<Operation> OPEN_READS = EnumSet.of(Operation.STATUS, Operation.NODES, Operation.RUN);
    private static final Set<Operation> TOKEN_IN_QUERY = EnumSet.of(Operation.JOININ, Operation.ADDONE);

    private final HttpSettings settings;
    private final long incarnation;
    private final AuthClock clock;
    private final ReplayMemory memory = new ReplayMemory(SENDERS, 2 * WINDOW_MILLIS);

    public RequestGate(HttpSettings settings, long incarnation, TimeSource time) {
        this.settings = settings;
        this.incarnation = incarnation;
        this.clock = new AuthClock(time);
    }

    /** What is known of a request before its body is read. */
    public record Presented(Operation operation, String method, String path, String query, HttpHeaders headers) {}

    /** The headers of an answer. */
    public java.util.Map<String, String> answerHeaders(Proof proof, int status, byte[] body) {
        return proof.answerHeaders(status, body, incarnation, clock.millis());
    }

    /** Turns away, before the body is read, what shows nothing or cannot be right; null for what may go on. */
    public Verdict.@Nullable Refused refuseEarly(Presented request) {
        if (isOpen(request)) {
            return null;
        }
        if (request.headers().first(WireHeaders.SIGNATURE) != null) {
            return settings.accepts(AuthMode.SIGNED)
                    ? null
                    : refused(403, "this node takes the header slovetoken, not signatures");
        }
        String token = tokenOf(request);
        if (settings.accepts(AuthMode.TOKEN) && token != null) {
            return isToken(token) ? null : refused(403, "the token is wrong: the secrets differ");
        }
        if (!settings.accepts(AuthMode.SIGNED)) {
            return refused(403, "the header slovetoken is missing");
        }
        if (token != null) {
            return refused(403, "this node takes signed requests, not the header slovetoken");
        }
        return refused(401, "the request must be signed for the incarnation and the time that these headers tell");
    }

    /** Whether a request that {@link #refuseEarly} let pass has shown the secret already. */
    public boolean showsToken(Presented request) {
        return request.headers().first(WireHeaders.SIGNATURE) == null
                && settings.accepts(AuthMode.TOKEN)
                && isRightToken(tokenOf(request));
    }

    private boolean isRightToken(@Nullable String token) {
        return token != null && isToken(token);
    }

    /**
     * Decides about a request by its head alone, if that tells what the body hashes to; who is let in has been had from then on, and its body is still to be
     * {@linkplain #hasBody compared}.
     *
     * @return null when the head does not tell enough; then {@link #decide} has to
     */
    public @Nullable Verdict decideByHead(Presented request) {
        String bodyHash = request.headers().first(WireHeaders.BODY);
        if (bodyHash == null
                || request.headers().first(WireHeaders.SIGNATURE) == null
                || !settings.accepts(AuthMode.SIGNED)) {
            return null;
        }
        try {
            return decideSigned(request, bodyHash);
        } catch (JsonException malformed) {
            return refused(400, malformed.reason());
        }
    }

    /** Whether this is the body of a request that was let in by its head. */
    public boolean hasBody(Presented request, byte[] body) {
        return Secret.hash(body).equals(request.headers().first(WireHeaders.BODY));
    }

    /** Decides about a request that {@link #refuseEarly} let pass. */
    public Verdict decide(Presented request, byte[] body) {
        if (request.headers().first(WireHeaders.SIGNATURE) == null || !settings.accepts(AuthMode.SIGNED)) {
            return new Verdict.Accepted(Proof.NONE);
        }
        try {
            return decideSigned(request, Secret.hash(body));
        } catch (JsonException malformed) {
            return refused(400, malformed.reason());
        }
    }

    private Verdict decideSigned(Presented request, String bodyHash) throws JsonException {
        HttpHeaders headers = request.headers();
        long from = incarnationIn(headers, WireHeaders.FROM);
        long to = incarnationIn(headers, WireHeaders.TO);
        long time = DecimalHeader.read(headers, WireHeaders.TIME);
        long nonce = DecimalHeader.read(headers, WireHeaders.NONCE);
        String signature = String.valueOf(headers.first(WireHeaders.SIGNATURE));
        String text =
                SignedText.request(request.method(), request.path(), request.query(), bodyHash, from, to, time, nonce);
        Secret signer = signerOf(text, signature);
        if (signer == null) {
            return refused(403, "the signature is wrong: the secrets differ, or the request was altered on its way");
        }
        Proof proof = Proof.signed(signer, signature, from);
        long now = clock.millis();
        if (to != incarnation) {
            return new Verdict.Refused(401, "sign for the incarnation and the time that these headers tell", proof);
        }
        if (Math.abs(time - now) > WINDOW_MILLIS) {
            return new Verdict.Refused(401, "the request's time is not this node's; these headers tell it", proof);
        }
        return switch (memory.use(from, nonce, now)) {
            case FRESH -> new Verdict.Accepted(proof);
            case USED -> new Verdict.Refused(401, "the nonce was used before", proof);
            case FULL -> new Verdict.Refused(503, "too many senders within a minute; try later", proof);
        };
    }

    private boolean isOpen(Presented request) {
        return settings.openReads() && OPEN_READS.contains(request.operation());
    }

    private @Nullable Secret signerOf(String text, String signature) {
        Secret signer = null;
        for (Secret secret : settings.secrets()) {
            if (secret.hasSigned(text, signature) && signer == null) {
                signer = secret;
            }
        }
        return signer;
    }

    private boolean isToken(String token) {
        boolean found = false;
        for (Secret secret : settings.secrets()) {
            found |= secret.isToken(token);
        }
        return found;
    }

    private @Nullable String tokenOf(Presented request) {
        String header = request.headers().first(WireHeaders.TOKEN);
        if (header != null || !TOKEN_IN_QUERY.contains(request.operation())) {
            return header;
        }
        return QueryParameters.of(request.query()).get("token");
    }

    private static long incarnationIn(HttpHeaders headers, String name) throws JsonException {
        String text = headers.first(name);
        if (text == null) {
            throw new JsonException("the header " + name + " is missing");
        }
        return Incarnations.parse(name, text);
    }

    private static Verdict.Refused refused(int status, String reason) {
        return new Verdict.Refused(status, reason, Proof.NONE);
    }
}
