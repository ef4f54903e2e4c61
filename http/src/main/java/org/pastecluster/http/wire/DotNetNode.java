package org.pastecluster.http.wire;

import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;

/**
 * A node as .NET PasteCluster describes it.
 *
 * @param host base URL; empty when it was not sent
 * @param id number that its users gave it
 * @param group number of its group
 * @param name its name; null when it was not sent
 * @param nodeCode the code by which it finds itself, or null
 * @param voteTime epoch milliseconds at which it began to compete; 0 for never
 * @param lastTime epoch seconds of the last news of it; 0 for none
 * @param errorTime how many exchanges with it failed in a row
 */
public record DotNetNode(
        String host,
        int id,
        int group,
        @Nullable String name,
        @Nullable String nodeCode,
        long voteTime,
        long lastTime,
        long errorTime) {

    public static DotNetNode of(Member member) {
        return new DotNetNode(member.host(), member.id(), member.group(), member.name(), null, 0, 0, 0);
    }

    /** As a member without an incarnation; null when its host is no base URL. */
    public @Nullable Member asNeighbour() {
        try {
            return new Member(new NodeAddress(host, id, group, name == null ? "" : name), 0);
        } catch (ClusterConfigurationException notAHost) {
            return null;
        }
    }

    public DotNetNode withNodeCode(@Nullable String code) {
        return new DotNetNode(host, id, group, name, code, voteTime, lastTime, errorTime);
    }

    public DotNetNode withVoteTime(long time) {
        return new DotNetNode(host, id, group, name, nodeCode, time, lastTime, errorTime);
    }

    public static DotNetNode read(JsonObject json) throws JsonException {
        return new DotNetNode(
                json.text("host", ""),
                json.integer("id"),
                json.integer("group"),
                json.text("name"),
                json.text("node_code"),
                json.number("vote_time", 0),
                json.number("last_time", 0),
                json.number("error_time", 0));
    }

    static @Nullable DotNetNode readOrNull(@Nullable JsonObject json) throws JsonException {
        return json == null ? null : read(json);
    }

    static @Nullable JsonObject writeOrNull(@Nullable DotNetNode node) {
        return node == null ? null : node.writeTo(new JsonObject());
    }

    /** Adds its fields to {@code json}. */
    public JsonObject writeTo(JsonObject json) {
        return json.put("host", host)
                .put("id", id)
                .put("group", group)
                .put("name", name)
                .put("node_code", nodeCode)
                .put("vote_time", voteTime)
                .put("last_time", lastTime)
                .put("error_time", errorTime);
    }
}
