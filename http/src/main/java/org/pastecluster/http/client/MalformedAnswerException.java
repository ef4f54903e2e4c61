package org.pastecluster.http.client;

import java.io.IOException;

/** What came back is no HTTP answer, or one beyond the limits. */
final class MalformedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String reason) {
        super(reason);
    }
}
