package org.pastecluster.http.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.Operation;

/** Says in one sentence what answered in a node's place, what the likely cause is, and what mends it. */
final class Strangers {

    private static final int SHOWN = 120;

    /** A refusal is one flat object. */
    private static final int REFUSAL_DEPTH = 4;

    private Strangers() {}

    static String describe(String host, String method, String path, HttpReply reply) {
        int status = reply.status();
        String what = reply.status() + " on " + method + " " + path + " at " + host;
        if (status >= 300 && status < 400) {
            return "Something answered " + what + " and sends elsewhere (" + shown(reply.first("location"))
                    + "): a proxy or a login page stands before the node; let " + around(path) + " pass without it.";
        } else if (status == 401 || status == 403 || status == 407) {
            return "A proxy or security filter answered " + what + ": let " + around(path)
                    + " pass; the cluster authenticates its requests itself.";
        } else if (status == 404) {
            return "A program that is no node of this cluster answered " + what
                    + ": another application listens there, or its base path differs; check the address and the path.";
        } else if (status == 405 || (status == 500 && reply.body().length == 0)) {
            return "A .NET PasteCluster node seems to have answered " + what
                    + ": with .NET nodes use the mode TOKEN, and their token as the secret.";
        } else if (status == 502 || status == 503 || status == 504) {
            return "A proxy answered " + what
                    + ": it cannot reach the node, or stands in its place; give nodes addresses that lead to them directly.";
        }
        String type = String.valueOf(reply.first("content-type"));
        return "Something that is no node of this cluster answered " + what + " with " + shown(type)
                + ": another program listens there, or a proxy answers in the node's place; check the address.";
    }

    static String unproven(String host, Operation operation) {
        return "A node answered " + operation.word() + " at " + host
                + " without the signature that only a holder of the secret can make: somebody alters answers on the way,"
                + " or pretends to be the node.";
    }

    /** The reason that a node of this project gave, made safe to be shown; what it sent when there is none. */
    static String reason(HttpReply reply) {
        JsonObject json = NodeClient.parse(reply, REFUSAL_DEPTH);
        try {
            String reason = json == null ? null : json.text("reason");
            return shown(reason == null ? new String(reply.body(), StandardCharsets.UTF_8) : reason);
        } catch (JsonException notAText) {
            return shown(new String(reply.body(), StandardCharsets.UTF_8));
        }
    }

    static String shown(@Nullable String text) {
        if (text == null) {
            return "nothing";
        }
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "..." : clean;
    }

    private static String around(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1) + "*";
    }
}
