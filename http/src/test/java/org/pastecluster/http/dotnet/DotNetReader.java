package org.pastecluster.http.dotnet;

import java.nio.charset.StandardCharsets;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** Reads an answer as .NET does: what it would not take for a success, or would stumble over. */
final class DotNetReader {

    private DotNetReader() {}

    /** A sentence that says why a .NET node would not accept it; empty when it does. */
    static String complaint(String operation, HttpAnswer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != 200) {
            return "status " + answer.status() + ": " + text;
        }
        try {
            return switch (operation) {
                case "status" ->
                    text.matches("总节点数:\\d+ Master:\\S* Current:http\\S+ Count:\\d+") ? "" : "text " + text;
                case "joinin", "addone" -> text.equals("手动加入!") ? "" : "text " + text;
                case "nodes" -> list(text);
                default -> answer(operation, RecordedWire.parse(text));
            };
        } catch (JsonException malformed) {
            return "a body that stops its loop: " + malformed.reason() + ": " + text;
        }
    }

    private static String list(String text) throws JsonException {
        Object value = JsonParser.value(text.getBytes(StandardCharsets.UTF_8), 32);
        if (!(value instanceof Iterable<?> nodes)) {
            return "no list: " + text;
        }
        for (Object node : nodes) {
            if (!(node instanceof JsonObject object) || !isNode(object)) {
                return "no node: " + node;
            }
        }
        return "";
    }

    private static String answer(String operation, JsonObject json) throws JsonException {
        JsonObject master = json.object("master");
        JsonObject node = json.object("node");
        if (!json.isGiven("success") || !json.isGiven("node_count")) {
            return "no Answer: " + json;
        }
        if ((master != null && !isNode(master)) || (node != null && !isNode(node))) {
            return "no Node in it: " + json;
        }
        if (!json.flag("success")) {
            return "no success: " + json;
        }
        int count = json.integer("node_count");
        if (operation.equals("health") && (count < 1 || master == null)) {
            return "health without a count or a master: " + json;
        }
        return operation.equals("vote") && master == null ? "a candidate is told no winner: " + json : "";
    }

    private static boolean isNode(JsonObject node) throws JsonException {
        return node.requiredText("host").startsWith("http")
                && node.integer("id") >= 0
                && node.integer("group") >= 0
                && node.number("vote_time", -1) >= 0
                && node.number("last_time", -1) >= 0
                && node.number("error_time", -1) >= 0;
    }
}
