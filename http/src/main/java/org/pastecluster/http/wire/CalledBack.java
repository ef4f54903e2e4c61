package org.pastecluster.http.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.CallFailure;

/**
 * What a node found at a URL that it was asked to call, by one that is not sure whether that URL leads to it. Rides on
 * {@code find}.
 *
 * @param failure why no node answered; null when one did
 * @param incarnation who answered; 0 when nobody did
 * @param why a sentence for people; empty when a node answered
 */
public record CalledBack(@Nullable CallFailure failure, long incarnation, String why) {

    private static final String WANTED = "call_back";
    private static final String FOUND = "called_back";
    private static final String ALIVE = "alive";
    private static final int LONGEST_HOST = 512;
    private static final int LONGEST_WHY = 512;

    public static CalledBack answeredBy(long incarnation) {
        return new CalledBack(null, incarnation, "");
    }

    public static CalledBack failed(CallFailure failure, String why) {
        return new CalledBack(failure, 0, why.substring(0, Math.min(why.length(), LONGEST_WHY)));
    }

    /** Whether a node answered. */
    public boolean isAlive() {
        return failure == null;
    }

    /** Adds the wish that the receiver of a {@code find} call this URL. */
    public static JsonObject ask(JsonObject find, String host) {
        return find.put(FrameCodec.FIELD, new JsonObject().put(WANTED, host));
    }

    /** The URL that the sender of a {@code find} wants called; null for none. */
    public static @Nullable String wanted(JsonObject find) throws JsonException {
        JsonObject ours = find.object(FrameCodec.FIELD);
        String host = ours == null ? null : ours.text(WANTED);
        if (host != null && host.length() > LONGEST_HOST) {
            throw new JsonException("'" + WANTED + "' must be a base URL");
        }
        return host;
    }

    /** What the answer to a {@code find} says of it; null when it says nothing that can be understood. */
    public static @Nullable CalledBack read(JsonObject answer) {
        try {
            JsonObject ours = answer.object(FrameCodec.FIELD);
            JsonObject found = ours == null ? null : ours.object(FOUND);
            return found == null ? null : understood(found);
        } catch (JsonException malformed) {
            return null;
        }
    }

    private static @Nullable CalledBack understood(JsonObject found) throws JsonException {
        String finding = found.text("finding", "");
        if (finding.equals(ALIVE)) {
            return answeredBy(Values.incarnation(found, "incarnation"));
        }
        for (CallFailure failure : CallFailure.values()) {
            if (word(failure).equals(finding)) {
                return failed(failure, found.text("why", ""));
            }
        }
        return null;
    }

    /** Adds this to what a node of this project says of itself in an answer. */
    public JsonObject writeTo(JsonObject ours) {
        return ours.put(
                FOUND,
                new JsonObject()
                        .put("finding", failure == null ? ALIVE : word(failure))
                        .put("incarnation", Values.incarnation(incarnation))
                        .put("why", why));
    }

    private static String word(CallFailure failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }
}
