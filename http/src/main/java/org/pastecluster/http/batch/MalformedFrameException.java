package org.pastecluster.http.batch;

/** What came on a link is no frame; its message is one sentence for people. The link is closed, and nothing has changed. */
public final class MalformedFrameException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String reason) {
        super(reason, null, false, false);
    }
}
