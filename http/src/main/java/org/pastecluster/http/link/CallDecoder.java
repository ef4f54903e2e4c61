package org.pastecluster.http.link;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

/** Reads what {@link CallEncoder} writes, of one link. What JSON does not say rightly is null, and changes nothing. Touched by one thread. */
final class CallDecoder {

    private final int jsonDepth;
    private @Nullable Envelope full;

    CallDecoder(int jsonDepth) {
        this.jsonDepth = jsonDepth;
    }

    /** The rest of a payload behind the number of the call, as a request; null when it makes no sense. */
    @Nullable
    Frame request(FrameInput in) throws MalformedFrameException {
        full = null;
        try {
            return inFull(FrameCodec.readRequestFrom(JsonParser.object(in.bytes(in.remaining()), jsonDepth)));
        } catch (JsonException malformed) {
            return null;
        }
    }

    /** The same of an answer. */
    @Nullable
    Frame answer(FrameInput in) throws MalformedFrameException {
        full = null;
        try {
            return inFull(FrameCodec.readReplyFrom(JsonParser.object(in.bytes(in.remaining()), jsonDepth)));
        } catch (JsonException malformed) {
            return null;
        }
    }

    private @Nullable Frame inFull(@Nullable Frame frame) {
        full = frame == null ? null : frame.envelope();
        return frame;
    }

    /** A heartbeat in its short form; null when the frame in full that it stands on made no sense. */
    @Nullable
    Frame shortRequest(FrameInput in) throws MalformedFrameException {
        return differences(in, new Request.Heartbeat());
    }

    /** An answer in its short form; null when the frame in full that it stands on made no sense. */
    @Nullable
    Frame shortAnswer(FrameInput in) throws MalformedFrameException {
        int kind = in.unsignedByte();
        if (kind > CallEncoder.UPDATE) {
            throw new MalformedFrameException("a short answer is of an unknown kind");
        }
        return differences(in, kind == CallEncoder.ACK ? new Reply.Ack() : new Reply.Update(null));
    }

    private @Nullable Frame differences(FrameInput in, Body body) throws MalformedFrameException {
        Envelope before = full;
        if (before == null) {
            return null;
        }
        long seen = before.seen() + in.zigzag();
        long published = before.published() + in.zigzag();
        long stamp = before.stamp() + in.zigzag();
        long echo = before.echo() + in.zigzag();
        LeaderRef following = before.following();
        if (following != null) {
            following = new LeaderRef(following.member(), number(following.number() + in.zigzag()));
        }
        ViewId view = new ViewId(
                number(before.view().number() + in.zigzag()), before.view().version() + in.zigzag());
        if (in.hasMore()) {
            throw new MalformedFrameException("a short frame is longer than it says");
        }
        Envelope now = new Envelope(
                before.from(), before.toIncarnation(), number(seen), number(published), stamp, echo, following, view);
        return new Frame(now, body);
    }

    /** The bounds that numbers have in JSON too. */
    private static long number(long value) throws MalformedFrameException {
        if (value < 0 || value > LeaderRef.HIGHEST_NUMBER) {
            throw new MalformedFrameException("a number of a leadership is out of its bounds");
        }
        return value;
    }
}
