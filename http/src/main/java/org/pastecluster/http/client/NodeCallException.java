package org.pastecluster.http.client;

import org.pastecluster.message.CallFailure;

/** A call to a node that brought no answer; its message is one sentence for people. */
public final class NodeCallException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CallFailure failure;

    NodeCallException(CallFailure failure, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
    }

    /** What was found. */
    public CallFailure failure() {
        return failure;
    }

    /** Whether nobody was called because the name in the URL has no address. */
    public boolean isUnknownName() {
        return String.valueOf(getMessage()).endsWith(Resolver.HAS_NO_ADDRESS);
    }
}
