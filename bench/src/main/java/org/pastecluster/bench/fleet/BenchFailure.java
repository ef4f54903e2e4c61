package org.pastecluster.bench.fleet;

/** Something did not happen, or not in time; the message is a sentence for who watches. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailure(String sentence) {
        super(sentence);
    }
}
