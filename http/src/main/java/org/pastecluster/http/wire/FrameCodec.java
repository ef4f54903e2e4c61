package org.pastecluster.http.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * Frames as the bodies of HTTP requests and answers: the fields that .NET would send on the same path, so that a log reads
 * alike, and beside them one object {@code pastecluster} that holds the frame. Stateless.
 */
public final class FrameCodec {

    /** The field that .NET ignores and that holds what nodes of this project say to each other. */
    public static final String FIELD = "pastecluster";

    private FrameCodec() {}

    /** The path that a frame goes to; its body must be a request. */
    public static Operation operation(Frame frame) {
        return RequestCodec.operation((Request) frame.body());
    }

    /** The body of the HTTP request that carries a frame. */
    public static JsonObject request(Frame frame) {
        return outerFields(frame).put(FIELD, versioned(frame));
    }

    /**
     * The body of the HTTP answer that carries a frame.
     *
     * @param seenAs the address that the request came from, as this node sees it
     */
    public static JsonObject answer(Frame frame, DotNetAnswer outer, String seenAs) {
        return outer.write().put(FIELD, versioned(frame).put("seen_as", seenAs));
    }

    /** What carries a frame where nobody but a node of this project reads: an answer on a link. */
    public static JsonObject answer(Frame frame) {
        return new JsonObject().put(FIELD, versioned(frame));
    }

    /** The frame of a request's body; null when it carries none, as .NET's do not. */
    public static @Nullable Frame readRequestFrom(JsonObject body) throws JsonException {
        JsonObject json = body.object(FIELD);
        return json == null ? null : readRequest(json);
    }

    /** The frame of an answer's body; null when it carries none. */
    public static @Nullable Frame readReplyFrom(JsonObject body) throws JsonException {
        JsonObject json = body.object(FIELD);
        return json == null || json.object("envelope") == null ? null : readReply(json);
    }

    private static JsonObject versioned(Frame frame) {
        JsonObject json = writeFrame(frame);
        return json.put("version", WireHeaders.VERSION).put("capabilities", java.util.List.of());
    }

    static JsonObject writeFrame(Frame frame) {
        Body body = frame.body();
        JsonObject json = new JsonObject();
        if (body instanceof Request request) {
            json.put("kind", RequestCodec.kind(request))
                    .put("envelope", envelope(frame.envelope()))
                    .put("body", RequestCodec.write(request));
        } else if (body instanceof Reply reply) {
            json.put("kind", ReplyCodec.kind(reply))
                    .put("envelope", envelope(frame.envelope()))
                    .put("body", ReplyCodec.write(reply));
        }
        return json;
    }

    static Frame readRequest(JsonObject json) throws JsonException {
        return new Frame(
                envelope(json.requiredObject("envelope")), RequestCodec.read(json.requiredText("kind"), bodyOf(json)));
    }

    static Frame readReply(JsonObject json) throws JsonException {
        return new Frame(
                envelope(json.requiredObject("envelope")), ReplyCodec.read(json.requiredText("kind"), bodyOf(json)));
    }

    private static JsonObject bodyOf(JsonObject json) throws JsonException {
        JsonObject body = json.object("body");
        return body == null ? new JsonObject() : body;
    }

    private static JsonObject envelope(Envelope envelope) {
        return new JsonObject()
                .put("from", Values.member(envelope.from()))
                .put("to", Values.incarnation(envelope.toIncarnation()))
                .putLong("seen", envelope.seen())
                .putLong("published", envelope.published())
                .putLong("stamp", envelope.stamp())
                .putLong("echo", envelope.echo())
                .put("following", Values.leader(envelope.following()))
                .put("view", Values.viewId(envelope.view()));
    }

    private static Envelope envelope(JsonObject json) throws JsonException {
        return new Envelope(
                Values.member(json.requiredObject("from")),
                Values.incarnation(json, "to"),
                Values.number(json, "seen"),
                Values.number(json, "published"),
                json.number("stamp", 0),
                json.number("echo", 0),
                Values.leader(json.object("following")),
                Values.viewId(json.object("view")));
    }

    /** What .NET would send on this path, as far as the frame knows it. */
    private static JsonObject outerFields(Frame frame) {
        DotNetNode sender = DotNetNode.of(frame.envelope().from());
        if (frame.body() instanceof Request.Publish publish) {
            return new JsonObject()
                    .put(
                            "master",
                            DotNetNode.of(publish.update().leader().member()).writeTo(new JsonObject()))
                    .put("nodes", List.of());
        } else if (frame.body() instanceof Request.Compete compete) {
            return DotNetNode.of(compete.claim().candidate())
                    .withVoteTime(compete.claim().voteTime())
                    .writeTo(new JsonObject());
        } else if (frame.body() instanceof Request.Remove remove) {
            return new DotNetNode(remove.host(), 0, 0, "", null, 0, 0, 0).writeTo(new JsonObject());
        }
        return sender.writeTo(new JsonObject());
    }
}
