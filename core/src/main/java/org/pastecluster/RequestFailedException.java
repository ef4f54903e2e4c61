package org.pastecluster;

import java.util.Objects;

/** A request that brought no reply. */
public final class RequestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    public RequestFailedException(Verdict verdict, String reason) {
        super(reason);
        this.verdict = Objects.requireNonNull(verdict, "verdict");
    }

    /**
     * What became of the request, as far as it is known: {@link Verdict#DELIVERED} when it was handled without a reply,
     * {@link Verdict#UNKNOWN} when time ran out before anything was heard.
     */
    public Verdict verdict() {
        return verdict;
    }
}
