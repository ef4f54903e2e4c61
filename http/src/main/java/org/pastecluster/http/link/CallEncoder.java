package org.pastecluster.http.link;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;

/**
 * Writes requests and answers as frames of a link. What two nodes tell each other every second while nothing happens is written
 * short: as differences to the last frame in full that this link carried. Touched by one thread at a time.
 */
final class CallEncoder {

    static final int ACK = 0;
    static final int UPDATE = 1;

    /** Some ten kilobytes of JSON. */
    private static final int FEW_MEMBERS = 64;

    private @Nullable Envelope full;

    /** Whether it has a short form: it says nothing but its envelope. */
    private static boolean isBare(Body body) {
        return body instanceof Request.Heartbeat
                || body instanceof Reply.Ack
                || (body instanceof Reply.Update update && update.update() == null);
    }

    /**
     * Whether it takes so little to write that any thread may do it. What an election says is, so that no word of it waits for a thread
     * to start; a large view and what an application sends are not.
     */
    static boolean isSmall(Body body) {
        if (body instanceof Request.Relay relay) {
            return isSmall(relay.inner().body());
        }
        if (body instanceof Reply.Relayed relayed) {
            return relayed.inner() == null || isSmall(relayed.inner().body());
        }
        if (body instanceof Request.Publish publish) {
            return isSmall(publish.update());
        }
        if (body instanceof Reply.Update update) {
            return isSmall(update.update());
        }
        if (body instanceof Reply.Met met) {
            return isSmall(met.update());
        }
        return !(body instanceof Request.Carry);
    }

    private static boolean isSmall(@Nullable ViewUpdate update) {
        return update == null || update.joined().size() + update.left().size() <= FEW_MEMBERS;
    }

    /**
     * Appends a request.
     *
     * @return false when it is too long for a frame, and nothing was appended
     */
    boolean request(long call, Frame request, FrameBuffer to) {
        Envelope before = full;
        if (request.body() instanceof Request.Heartbeat && fits(before, request.envelope())) {
            to.putVarint(call);
            differences(before, request.envelope(), to);
            return true;
        }
        return inFull(call, request, FrameCodec.request(request).toBytes(), to);
    }

    /** Whether the next call of {@link #request} or {@link #answer} will write this short. */
    boolean isShort(Frame frame) {
        return isBare(frame.body()) && fits(full, frame.envelope());
    }

    /**
     * Appends an answer; null for the one that says that the request is to be sent over HTTP.
     *
     * @return false when it is too long for a frame, and nothing was appended
     */
    boolean answer(long call, @Nullable Frame reply, FrameBuffer to) {
        if (reply == null) {
            to.putVarint(call);
            return true;
        }
        Envelope before = full;
        if (isBare(reply.body()) && fits(before, reply.envelope())) {
            to.putVarint(call);
            to.putByte(reply.body() instanceof Reply.Ack ? ACK : UPDATE);
            differences(before, reply.envelope(), to);
            return true;
        }
        return inFull(call, reply, FrameCodec.answer(reply).toBytes(), to);
    }

    private boolean inFull(long call, Frame frame, byte[] json, FrameBuffer to) {
        if (json.length > LinkFrames.MOST_PAYLOAD - 10) {
            return false;
        }
        to.putVarint(call);
        to.putBytes(json);
        full = frame.envelope();
        return true;
    }

    /** Whether an envelope differs from the one before in numbers alone. */
    private static boolean fits(@Nullable Envelope before, Envelope now) {
        if (before == null
                || before.toIncarnation() != now.toIncarnation()
                || !before.from().equals(now.from())) {
            return false;
        }
        LeaderRef old = before.following();
        LeaderRef following = now.following();
        return old == null
                ? following == null
                : following != null && old.member().equals(following.member());
    }

    private static void differences(@Nullable Envelope before, Envelope now, FrameBuffer to) {
        if (before == null) {
            throw new IllegalStateException("Nothing was written in full before.");
        }
        to.putZigzag(now.seen() - before.seen());
        to.putZigzag(now.published() - before.published());
        to.putZigzag(now.stamp() - before.stamp());
        to.putZigzag(now.echo() - before.echo());
        LeaderRef old = before.following();
        LeaderRef following = now.following();
        if (old != null && following != null) {
            to.putZigzag(following.number() - old.number());
        }
        to.putZigzag(now.view().number() - before.view().number());
        to.putZigzag(now.view().version() - before.view().version());
    }
}
