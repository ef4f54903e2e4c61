package org.pastecluster.http.auth;

import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.json.JsonException;

/** A header that holds a whole number, not negative. */
final class DecimalHeader {

    private DecimalHeader() {}

    static long read(HttpHeaders headers, String name) throws JsonException {
        String text = headers.first(name);
        if (text == null || !text.matches("0|[1-9][0-9]{0,17}")) {
            throw new JsonException("the header " + name + " must be a whole number");
        }
        return Long.parseLong(text);
    }
}
