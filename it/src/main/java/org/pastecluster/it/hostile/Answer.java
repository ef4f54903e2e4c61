package org.pastecluster.it.hostile;

import java.util.Map;

/**
 * What came of a request.
 *
 * @param outcome the status; or {@code closed}, by the node before any answer, {@code silent}, for as long as was waited, {@code unreachable}
 * @param headers names in lower case
 */
record Answer(String outcome, Map<String, String> headers) {

    static final Answer CLOSED = new Answer("closed", Map.of());
    static final Answer SILENT = new Answer("silent", Map.of());
    static final Answer UNREACHABLE = new Answer("unreachable", Map.of());

    boolean isStatus() {
        return Character.isDigit(outcome.charAt(0));
    }

    /** Whether a node of ours says so; a web server that never asked the node does not. */
    boolean isOurs() {
        return "1".equals(headers.get("pastecluster"));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
