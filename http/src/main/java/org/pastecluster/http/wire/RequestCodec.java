package org.pastecluster.http.wire;

import org.pastecluster.http.batch.BatchText;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Request;

/** Requests as JSON: which word names each, on which path it goes, and what its body holds. */
final class RequestCodec {

    private RequestCodec() {}

    /** The path that a request goes to. */
    static Operation operation(Request request) {
        if (request instanceof Request.Ask) {
            return Operation.ASK;
        } else if (request instanceof Request.Join) {
            return Operation.JOIN;
        } else if (request instanceof Request.Heartbeat) {
            return Operation.HEALTH;
        } else if (request instanceof Request.Publish) {
            return Operation.MASTER;
        } else if (request instanceof Request.Compete) {
            return Operation.VOTE;
        } else if (request instanceof Request.Leave) {
            return Operation.LEAVE;
        } else if (request instanceof Request.Remove) {
            return Operation.REMOVE;
        }
        return Operation.EXCHANGE;
    }

    static String kind(Request request) {
        if (request instanceof Request.Ask) {
            return "ask";
        } else if (request instanceof Request.Join) {
            return "join";
        } else if (request instanceof Request.Heartbeat) {
            return "heartbeat";
        } else if (request instanceof Request.Publish) {
            return "publish";
        } else if (request instanceof Request.Compete) {
            return "compete";
        } else if (request instanceof Request.Withdraw) {
            return "withdraw";
        } else if (request instanceof Request.Resign) {
            return "resign";
        } else if (request instanceof Request.Leave) {
            return "leave";
        } else if (request instanceof Request.Remove) {
            return "remove";
        } else if (request instanceof Request.Relay) {
            return "relay";
        } else if (request instanceof Request.Meet) {
            return "meet";
        } else if (request instanceof Request.Carry) {
            return "carry";
        } else if (request instanceof Request.Sighting) {
            return "sighting";
        } else if (request instanceof NeighbourRequest.Heard) {
            return "heard";
        }
        throw new IllegalArgumentException("This wire form has no word for " + request.getClass() + ".");
    }

    static JsonObject write(Request request) {
        JsonObject json = new JsonObject();
        if (request instanceof Request.Ask ask) {
            json.put("target", ask.target());
        } else if (request instanceof Request.Join join) {
            json.put("wanted", join.wanted());
        } else if (request instanceof Request.Publish publish) {
            json.put("update", Values.update(publish.update()));
        } else if (request instanceof Request.Compete compete) {
            json.put("claim", Values.claim(compete.claim()))
                    .put("predecessor", Values.leader(compete.predecessor()))
                    .put("predecessor_fate", Values.word(compete.fate()));
        } else if (request instanceof Request.Withdraw withdraw) {
            json.put("claim", Values.claim(withdraw.claim()));
        } else if (request instanceof Request.Resign resign) {
            json.put("leadership", Values.leader(resign.leadership()))
                    .put("heir", resign.heir())
                    .put("successor", Values.leader(resign.successor()))
                    .put("leaving", resign.leaving());
        } else if (request instanceof Request.Remove remove) {
            json.put("host", remove.host());
        } else if (request instanceof Request.Relay relay) {
            json.put("target", relay.target())
                    .put("relays", relay.relays())
                    .put("inner", FrameCodec.writeFrame(relay.inner()));
        } else if (request instanceof Request.Meet meet) {
            json.put("mine", Values.figures(meet.mine())).put("decision", Values.leader(meet.decision()));
        } else if (request instanceof Request.Carry carry) {
            json.put("incarnation", Incarnations.text(carry.incarnation()))
                    .put("batch", BatchText.write(carry.batch()));
        } else if (request instanceof Request.Sighting sighting) {
            json.put("leader", Values.leader(sighting.leader()));
        } else if (request instanceof NeighbourRequest.Heard heard) {
            json.put("news", Values.word(heard.kind()))
                    .put("node", Values.member(heard.node()))
                    .put("master", heard.master() == null ? null : Values.member(heard.master()));
        }
        return json;
    }

    static Request read(String kind, JsonObject json) throws JsonException {
        return switch (kind) {
            case "ask" -> new Request.Ask(Values.host(json, "target"));
            case "join" -> new Request.Join(Values.hosts(json, "wanted"));
            case "heartbeat" -> new Request.Heartbeat();
            case "publish" -> new Request.Publish(Values.update(json.requiredObject("update")));
            case "compete" ->
                new Request.Compete(
                        Values.claim(json.requiredObject("claim")),
                        Values.leader(json.object("predecessor")),
                        Values.word(json, "predecessor_fate", LeaderFate.SILENT));
            case "withdraw" -> new Request.Withdraw(Values.claim(json.requiredObject("claim")));
            case "resign" ->
                new Request.Resign(
                        Values.someLeader(json.requiredObject("leadership")),
                        Values.hostOrNull(json, "heir"),
                        Values.leader(json.object("successor")),
                        json.flag("leaving"));
            case "leave" -> new Request.Leave();
            case "remove" -> new Request.Remove(Values.host(json, "host"));
            case "relay" ->
                new Request.Relay(
                        Values.host(json, "target"),
                        json.integer("relays"),
                        FrameCodec.readRequest(json.requiredObject("inner")));
            case "meet" ->
                new Request.Meet(Values.figures(json.requiredObject("mine")), Values.leader(json.object("decision")));
            case "sighting" -> new Request.Sighting(Values.someLeader(json.requiredObject("leader")));
            case "carry" -> carry(json);
            case "heard" -> heard(json);
            default -> throw new JsonException("the kind of request is not known to this version");
        };
    }

    private static Request carry(JsonObject json) throws JsonException {
        try {
            long incarnation = Incarnations.parse("incarnation", json.text("incarnation", ""));
            return new Request.Carry(incarnation, BatchText.read(json.text("batch", "")));
        } catch (MalformedFrameException malformed) {
            throw new JsonException(String.valueOf(malformed.getMessage()));
        }
    }

    private static Request heard(JsonObject json) throws JsonException {
        JsonObject master = json.object("master");
        return new NeighbourRequest.Heard(
                Values.word(json, "news", NeighbourRequest.News.DIFFERS),
                Values.member(json.requiredObject("node")),
                master == null ? null : Values.member(master));
    }
}
