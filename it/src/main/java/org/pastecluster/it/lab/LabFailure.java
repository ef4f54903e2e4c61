package org.pastecluster.it.lab;

/** The laboratory cannot do what it was told; the message is a sentence for who watches. */
public final class LabFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabFailure(String sentence) {
        super(sentence);
    }
}
