package org.pastecluster.http.link;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.BatchDecoder;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.message.Frame;

/** A connection that this node dialled, and on which it reads. Touched by one thread, but for what is said of it. */
public final class IncomingLink {

    /** What was read is told after so many bytes at the latest, so that the other end may go on writing by itself. */
    private static final int TELL_BYTES = OutgoingLink.KEEPING_UP / 2;

    private final LinkHub hub;
    private final String host;
    private final long incarnation;
    private final long dial;
    private final FrameReader frames;
    private final FrameReader arriving;
    private final BatchDecoder batches = new BatchDecoder();
    private final CallDecoder calls;
    private volatile long bytesRead;
    private volatile boolean open = true;

    /**
     * @param seal null when frames come as they are
     */
    IncomingLink(LinkHub hub, String host, long incarnation, long dial, @Nullable LinkSeal seal, int jsonDepth) {
        this.hub = hub;
        this.host = host;
        this.incarnation = incarnation;
        this.dial = dial;
        this.calls = new CallDecoder(jsonDepth);
        this.frames = new FrameReader(this::frame);
        this.arriving = seal == null ? frames : SealedInput.reader(seal, this::proven);
    }

    /** Base URL of the process at the other end. From any thread. */
    public String host() {
        return host;
    }

    /** The process at the other end. From any thread. */
    public long incarnation() {
        return incarnation;
    }

    /** Which dial of this node it is. From any thread. */
    long dial() {
        return dial;
    }

    /** How many bytes of frames came so far; of sealed ones, how many are proven. From any thread. */
    public long bytesRead() {
        return bytesRead;
    }

    /** From any thread. */
    boolean isOpen() {
        return open;
    }

    /**
     * Where to read next.
     *
     * @param scratch a buffer with an array of {@link FrameReader#BUFFER} bytes, which may be used for other links afterwards
     */
    public ByteBuffer target(ByteBuffer scratch) {
        return arriving.target(scratch);
    }

    /**
     * Takes what was read, and hands on what is complete.
     *
     * @param target the buffer that {@link #target} told
     * @param count how many bytes were read into it
     * @throws MalformedFrameException when the link must be closed
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void took(ByteBuffer target, int count) throws MalformedFrameException {
        if (arriving == frames) {
            bytesRead += count;
        }
        arriving.took(target);
        OutgoingLink reverse = hub.outgoing(incarnation);
        if (reverse != null && open && bytesRead - reverse.toldBytes(dial) >= TELL_BYTES) {
            reverse.signOfLife();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void proven(byte[] array, int from, int to) throws MalformedFrameException {
        bytesRead += to - from;
        frames.take(array, from, to);
    }

    /** The connection has ended. */
    public void ended() {
        open = false;
        hub.ended(this);
    }

    private void frame(FrameInput in) throws MalformedFrameException {
        if (!open) {
            return;
        }
        int type = in.unsignedByte();
        if ((type & LinkFrames.WITH_COUNTS) != 0) {
            counts(in.varint(), in.count());
        }
        switch (type & ~LinkFrames.WITH_COUNTS) {
            case LinkFrames.BATCH -> hub.handler().arrived(host, incarnation, batches.decode(in));
            case LinkFrames.CALL -> hub.called(this, in.varint(), calls.request(in));
            case LinkFrames.SHORT_CALL -> hub.called(this, in.varint(), calls.shortRequest(in));
            case LinkFrames.ANSWER -> {
                long number = in.varint();
                Frame reply = in.hasMore() ? calls.answer(in) : null;
                hub.answered(this, number, reply);
            }
            case LinkFrames.SHORT_ANSWER -> hub.answered(this, in.varint(), calls.shortAnswer(in));
            case LinkFrames.KEEP_ALIVE -> {
                if (in.hasMore()) {
                    throw new MalformedFrameException("a sign of life has a payload");
                }
            }
            default -> throw new MalformedFrameException("a frame is of an unknown type");
        }
    }

    private void counts(long itsDial, long bytes) {
        OutgoingLink reverse = hub.outgoing(incarnation);
        if (reverse != null && reverse.dial() == itsDial) {
            reverse.readByPeer(bytes);
        }
    }
}
