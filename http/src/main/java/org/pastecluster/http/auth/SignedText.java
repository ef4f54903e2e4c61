package org.pastecluster.http.auth;

import org.pastecluster.http.wire.Incarnations;

/** What is signed: lines of text, so that another language can build them with one format string. */
final class SignedText {

    private SignedText() {}

    static String request(
            String method, String path, String query, String bodyHash, long from, long to, long time, long nonce) {
        return String.join(
                "\n",
                "pastecluster-1 request",
                method,
                path,
                query,
                bodyHash,
                Incarnations.text(from),
                Incarnations.text(to),
                Long.toString(time),
                Long.toString(nonce));
    }

    /**
     * @param requestSignature binds the answer to its request, and so to that one's nonce
     */
    static String answer(int status, String bodyHash, long from, long time, String requestSignature) {
        return String.join(
                "\n",
                "pastecluster-1 answer",
                Integer.toString(status),
                bodyHash,
                Incarnations.text(from),
                Long.toString(time),
                requestSignature);
    }
}
