package org.pastecluster.http.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.Secret;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.WireHeaders;

/**
 * How a request showed that its sender holds the secret, and so how its answer shows the same. Immutable.
 *
 * <p>An answer to a request that showed nothing is not signed: else anybody could collect signatures to guess the secret by.
 */
public final class Proof {

    /** Of a request that showed nothing. */
    public static final Proof NONE = new Proof(null, "", 0);

    private final @Nullable Secret secret;
    private final String requestSignature;
    private final long sender;

    private Proof(@Nullable Secret secret, String requestSignature, long sender) {
        this.secret = secret;
        this.requestSignature = requestSignature;
        this.sender = sender;
    }

    static Proof signed(Secret secret, String requestSignature, long sender) {
        return new Proof(secret, requestSignature, sender);
    }

    /** Whether the request was signed; else it came with a token, or with nothing where nothing is asked for. */
    public boolean isSigned() {
        return secret != null;
    }

    /** The incarnation that signed; 0 when nobody did. */
    public long sender() {
        return sender;
    }

    /**
     * The key of the link that the request asked for.
     *
     * @param seal how the link is protected
     * @param diallersSalt the {@link Salt} of who asks
     * @param acceptorsSalt the one of who answers
     * @param acceptor who answers
     * @throws IllegalStateException when the request was not signed
     */
    public byte[] linkKey(String seal, String diallersSalt, String acceptorsSalt, long acceptor) {
        if (secret == null) {
            throw new IllegalStateException("Nobody signed the request.");
        }
        return secret.derive(SignedText.linkKey(seal, sender, acceptor, diallersSalt, acceptorsSalt, requestSignature));
    }

    /** The headers that an answer carries besides its content type. */
    public Map<String, String> answerHeaders(int status, byte[] body, long incarnation, long timeMillis) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(WireHeaders.MARK, Integer.toString(WireHeaders.VERSION));
        headers.put(WireHeaders.FROM, Incarnations.text(incarnation));
        headers.put(WireHeaders.TIME, Long.toString(timeMillis));
        if (secret != null) {
            headers.put(
                    WireHeaders.SIGNATURE,
                    secret.sign(
                            SignedText.answer(status, Secret.hash(body), incarnation, timeMillis, requestSignature)));
        }
        return headers;
    }
}
