package org.pastecluster.http.wire;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;

/**
 * A business message as .NET PasteCluster sends it.
 *
 * @param body the text, or null
 * @param type 1 to 10 are the component's own, the others belong to the business
 * @param from its sender, or null
 * @param to whom it is meant for, or null
 * @param time epoch seconds of its sending; often 0
 * @param fromApi whether it came in over the API
 */
public record DotNetMessage(
        @Nullable String body,
        int type,
        @Nullable DotNetNode from,
        @Nullable DotNetNode to,
        long time,
        boolean fromApi) {

    public static DotNetMessage read(JsonObject json) throws JsonException {
        return new DotNetMessage(
                json.text("body"),
                json.integer("msg_type"),
                DotNetNode.readOrNull(json.object("from")),
                DotNetNode.readOrNull(json.object("to")),
                json.number("time", 0),
                json.flag("from_api"));
    }

    public JsonObject write() {
        return new JsonObject()
                .put("body", body)
                .put("msg_type", type)
                .put("from", DotNetNode.writeOrNull(from))
                .put("to", DotNetNode.writeOrNull(to))
                .put("time", time)
                .put("from_api", fromApi);
    }
}
