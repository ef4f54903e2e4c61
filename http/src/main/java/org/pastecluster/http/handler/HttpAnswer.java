package org.pastecluster.http.handler;

import java.util.Map;

/** One HTTP answer, for an adapter to write. Immutable, if nobody changes its body. */
public final class HttpAnswer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** One of 200, 400, 401, 403, 404, 405, 413, 415, 429, 431, 500, 503. */
    public int status() {
        return status;
    }

    /** By name, the content type among them; the adapter adds the length. */
    public Map<String, String> headers() {
        return headers;
    }

    /** May be empty; not to be changed. */
    public byte[] body() {
        return body;
    }
}
