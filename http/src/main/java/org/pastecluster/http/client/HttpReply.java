package org.pastecluster.http.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpHeaders;

/** An HTTP answer that came in. */
final class HttpReply implements HttpHeaders {

    private final int status;
    private final Map<String, String> fields;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param fields its headers, by name in lower case
     */
    HttpReply(int status, Map<String, String> fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    @Override
    public @Nullable String first(String name) {
        return fields.get(name);
    }
}
