package org.pastecluster;

/** A node cannot do what it is asked: it has stopped, or too much waits already. Its message says which. */
public class ClusterUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClusterUnavailableException(String sentence) {
        super(sentence);
    }
}
