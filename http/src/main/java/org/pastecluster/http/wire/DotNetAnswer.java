package org.pastecluster.http.wire;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;

/**
 * The answer to everything in .NET PasteCluster.
 *
 * @param success whether what was asked for was done
 * @param master the leader that the node knows, or null
 * @param node the node that answers; null when {@code find} did not find it
 * @param nodeCount how many nodes it knows; .NET fills it for {@code health} only
 */
public record DotNetAnswer(
        boolean success,
        @Nullable DotNetNode master,
        @Nullable DotNetNode node,
        int nodeCount) {

    public static DotNetAnswer read(JsonObject json) throws JsonException {
        return new DotNetAnswer(
                json.flag("success"),
                DotNetNode.readOrNull(json.object("master")),
                DotNetNode.readOrNull(json.object("node")),
                json.integer("node_count"));
    }

    /** Its fields, to which others may be added. */
    public JsonObject write() {
        return new JsonObject()
                .put("success", success)
                .put("master", DotNetNode.writeOrNull(master))
                .put("node", DotNetNode.writeOrNull(node))
                .put("node_count", nodeCount);
    }
}
