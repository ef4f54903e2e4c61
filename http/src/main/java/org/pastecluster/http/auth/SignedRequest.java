package org.pastecluster.http.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.Secret;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.WireHeaders;

/** One signed request on the side that sends it: its headers, and what its answer must carry. Immutable. */
public final class SignedRequest {

    /** A shorter body mostly comes in one packet with its head. */
    private static final int LONG_BODY = 1024;

    private final Secret secret;
    private final String signature;
    private final long from;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param path from the base path on, such as {@code /api/cluster/ask}
     * @param query as it is sent, without the question mark; empty for none
     * @param to incarnation of the node that is meant; 0 while it is not known, which asks for a challenge
     * @param time milliseconds on the clock of the node that is meant; 0 while it is not known
     */
    public SignedRequest(
            Secret secret,
            String method,
            String path,
            String query,
            byte[] body,
            long from,
            long to,
            long time,
            long nonce) {
        this.secret = secret;
        this.from = from;
        String bodyHash = Secret.hash(body);
        this.signature = secret.sign(SignedText.request(method, path, query, bodyHash, from, to, time, nonce));
        headers.put(WireHeaders.FROM, Incarnations.text(from));
        headers.put(WireHeaders.TO, Incarnations.text(to));
        headers.put(WireHeaders.TIME, Long.toString(time));
        headers.put(WireHeaders.NONCE, Long.toString(nonce));
        headers.put(WireHeaders.SIGNATURE, signature);
        if (body.length > LONG_BODY) {
            headers.put(WireHeaders.BODY, bodyHash);
        }
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /**
     * Whether an answer was given to this very request by somebody who holds the secret.
     *
     * @return the incarnation that answered; empty when the signature is missing or wrong
     */
    public OptionalLong answeredBy(int status, byte[] body, HttpHeaders answer) {
        String from = answer.first(WireHeaders.FROM);
        String signed = answer.first(WireHeaders.SIGNATURE);
        if (from == null || signed == null) {
            return OptionalLong.empty();
        }
        try {
            long incarnation = Incarnations.parse(WireHeaders.FROM, from);
            String text = SignedText.answer(status, Secret.hash(body), incarnation, timeOf(answer), signature);
            return secret.hasSigned(text, signed) ? OptionalLong.of(incarnation) : OptionalLong.empty();
        } catch (JsonException malformed) {
            return OptionalLong.empty();
        }
    }

    /**
     * The key of the link that the request asked for; the other end has it from {@link Proof#linkKey}.
     *
     * @param acceptor who answered, as {@link #answeredBy} says
     */
    public byte[] linkKey(String seal, String diallersSalt, String acceptorsSalt, long acceptor) {
        return secret.derive(SignedText.linkKey(seal, from, acceptor, diallersSalt, acceptorsSalt, signature));
    }

    /** What the clock of the node that answered showed. Believe it only after {@link #answeredBy}. */
    public static long timeOf(HttpHeaders answer) throws JsonException {
        return DecimalHeader.read(answer, WireHeaders.TIME);
    }
}
