package org.pastecluster.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/**
 * One line that a node printed.
 *
 * @param leader null while it knows none
 * @param body of the message that its handler was called for; null except in the event {@code message}
 * @param nanos when the node printed it, on the monotonic clock that all processes of the machine share
 * @param mainNanos when the node's program began; 0 except in the event {@code started}
 * @param openNanos when its port was open; 0 except in the event {@code started}
 */
record NodeLine(
        String event,
        @Nullable String leader,
        long number,
        long version,
        String role,
        List<String> members,
        @Nullable String body,
        long nanos,
        long mainNanos,
        long openNanos) {

    private static final int DEPTH = 12;

    static NodeLine read(String line) {
        try {
            JsonObject json = JsonParser.object(line.getBytes(StandardCharsets.UTF_8), DEPTH);
            return new NodeLine(
                    json.requiredText("event"),
                    json.text("leader"),
                    json.number("term", 0),
                    json.number("version", 0),
                    json.text("role", ""),
                    json.texts("members"),
                    json.text("body"),
                    json.number("monotonicNs", 0),
                    json.number("mainNs", 0),
                    json.number("openNs", 0));
        } catch (JsonException notAnEvent) {
            throw new DemoFailure("A node printed a line that is no event: " + line);
        }
    }
}
