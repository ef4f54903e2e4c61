package org.pastecluster.demo;

/** Something did not happen, or not in time; the message is a sentence for who watches. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String sentence) {
        super(sentence);
    }
}
