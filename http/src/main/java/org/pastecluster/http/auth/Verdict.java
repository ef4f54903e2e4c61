package org.pastecluster.http.auth;

/** Whether a request may go on. */
public sealed interface Verdict {

    /** It may. */
    record Accepted(Proof proof) implements Verdict {}

    /**
     * It may not.
     *
     * @param status 401 when another try may succeed with what the answer's headers say, 403 when none will, 503 when a later
     *     one may
     * @param reason one line
     * @param proof how the answer is signed
     */
    record Refused(int status, String reason, Proof proof) implements Verdict {}
}
