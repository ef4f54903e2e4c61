package org.pastecluster.http.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Role;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.Reply;
import org.pastecluster.message.ViewUpdate;

/** Replies as JSON: which word names each, and what its body holds. */
final class ReplyCodec {

    private ReplyCodec() {}

    static String kind(Reply reply) {
        if (reply instanceof Reply.Ack) {
            return "ack";
        } else if (reply instanceof Reply.State) {
            return "state";
        } else if (reply instanceof Reply.Update) {
            return "update";
        } else if (reply instanceof Reply.NeedWhole) {
            return "need_whole";
        } else if (reply instanceof Reply.Refused) {
            return "refused";
        } else if (reply instanceof Reply.Stand) {
            return "stand";
        } else if (reply instanceof Reply.Relayed) {
            return "relayed";
        } else if (reply instanceof Reply.Met) {
            return "met";
        } else if (reply instanceof Reply.Neighbour) {
            return "neighbour";
        }
        throw new IllegalArgumentException("This wire form has no word for " + reply.getClass() + ".");
    }

    static JsonObject write(Reply reply) {
        JsonObject json = new JsonObject();
        if (reply instanceof Reply.State state) {
            json.put("role", Values.word(state.role()))
                    .put("leader", Values.leader(state.leader()))
                    .putLong("leader_news_ns", state.leaderNewsNanos())
                    .put("member", state.member());
        } else if (reply instanceof Reply.Update update) {
            json.put("update", update.update() == null ? null : Values.update(update.update()));
        } else if (reply instanceof Reply.Refused refused) {
            json.put("reason", Values.word(refused.reason()))
                    .put("why", refused.why())
                    .put("leader", Values.leader(refused.leader()));
        } else if (reply instanceof Reply.Stand stand) {
            json.put("stance", Values.word(stand.stance()))
                    .put("rival", Values.leader(stand.rival()))
                    .put("better", stand.better() == null ? null : Values.claim(stand.better()))
                    .put("grants", stand.grants().stream().map(Values::grant).toList());
        } else if (reply instanceof Reply.Relayed relayed) {
            Frame inner = relayed.inner();
            json.put("inner", inner == null ? null : FrameCodec.writeFrame(inner))
                    .put("finding", Values.word(relayed.finding()));
        } else if (reply instanceof Reply.Met met) {
            json.put("mine", Values.figures(met.mine()))
                    .put("decision", Values.leader(met.decision()))
                    .put("update", met.update() == null ? null : Values.update(met.update()));
        }
        return json;
    }

    /** A reply of a kind that only newer nodes know acknowledges: what its envelope says holds in any case. */
    static Reply read(String kind, JsonObject json) throws JsonException {
        return switch (kind) {
            case "state" ->
                new Reply.State(
                        Values.word(json, "role", Role.ASKING),
                        Values.leader(json.object("leader")),
                        json.number("leader_news_ns", 0),
                        json.flag("member"));
            case "update" -> update(json.object("update"));
            case "need_whole" -> new Reply.NeedWhole();
            case "refused" ->
                new Reply.Refused(
                        Values.word(json, "reason", Reply.Refusal.NOT_LEADER),
                        json.text("why", ""),
                        Values.leader(json.object("leader")));
            case "stand" -> stand(json);
            case "relayed" -> relayed(json);
            case "met" ->
                new Reply.Met(
                        Values.figures(json.requiredObject("mine")),
                        Values.leader(json.object("decision")),
                        viewUpdate(json.object("update")));
            default -> new Reply.Ack();
        };
    }

    private static Reply update(@Nullable JsonObject update) throws JsonException {
        return new Reply.Update(viewUpdate(update));
    }

    private static @Nullable ViewUpdate viewUpdate(@Nullable JsonObject update) throws JsonException {
        return update == null ? null : Values.update(update);
    }

    private static Reply stand(JsonObject json) throws JsonException {
        JsonObject better = json.object("better");
        List<Grant> grants = new ArrayList<>();
        for (JsonObject each : json.objects("grants")) {
            grants.add(Values.grant(each));
        }
        return new Reply.Stand(
                Values.word(json, "stance", Reply.Stance.LEADER_LIVES),
                Values.leader(json.object("rival")),
                better == null ? null : Values.claim(better),
                grants);
    }

    private static Reply relayed(JsonObject json) throws JsonException {
        JsonObject inner = json.object("inner");
        return new Reply.Relayed(
                inner == null ? null : FrameCodec.readReply(inner), Values.word(json, "finding", Reply.Finding.SILENT));
    }
}
