package org.pastecluster.http.handler;

import java.util.Map;

/** A request that is turned away, with a status and one line that says why. Carries no stack: strangers cause it. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    RefusedException(int status, String reason) {
        this(status, reason, Map.of());
    }

    RefusedException(int status, String reason, Map<String, String> headers) {
        super(reason, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
