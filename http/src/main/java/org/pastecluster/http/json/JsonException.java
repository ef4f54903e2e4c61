package org.pastecluster.http.json;

/** A text that is no JSON, or not the JSON that was expected. Its message is one line that names the place, not the content. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public JsonException(String reason) {
        super(reason);
    }

    /** What is wrong, in one line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
