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
     * What the key of a link is derived from: the handshake, and random bits of both ends.
     *
     * @param dialler the incarnation that dialled, and reads
     * @param acceptor the incarnation that was dialled, and writes
     * @param requestSignature stands for all that the request said
     */
    static String linkKey(
            String seal,
            long dialler,
            long acceptor,
            String diallersSalt,
            String acceptorsSalt,
            String requestSignature) {
        return String.join(
                "\n",
                "pastecluster-1 link",
                seal,
                Incarnations.text(dialler),
                Incarnations.text(acceptor),
                diallersSalt,
                acceptorsSalt,
                requestSignature);
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
