package org.pastecluster.simulation.checker;

/** A promise was broken, and how. */
public final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String promise;

    /** @param promise its name in promises.md, such as P3b */
    public BrokenPromise(String promise, String how) {
        super(how);
        this.promise = promise;
    }

    public String promise() {
        return promise;
    }
}
