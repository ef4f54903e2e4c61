package org.pastecluster.http.client;

import org.pastecluster.message.CallFailure;

/** A call to a node that brought no answer; its message is one sentence for people. */
public final class NodeCallException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CallFailure failure;
    private final boolean sent;

    NodeCallException(CallFailure failure, String detail) {
        this(failure, detail, true);
    }

    /** @param sent whether any of it may have arrived */
    NodeCallException(CallFailure failure, String detail, boolean sent) {
        super(detail, null, false, false);
        this.failure = failure;
        this.sent = sent;
    }

    /** What was found. */
    public CallFailure failure() {
        return failure;
    }

    /** Whether any of the request may have arrived. */
    public boolean isSent() {
        return sent;
    }

    /** Whether nobody was called because the name in the URL has no address. */
    public boolean isUnknownName() {
        return String.valueOf(getMessage()).endsWith(Resolver.HAS_NO_ADDRESS);
    }
}
