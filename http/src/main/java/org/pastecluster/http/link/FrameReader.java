package org.pastecluster.http.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;

/**
 * Cuts what arrives into frames, or into records, which have a length in front too. What is whole is handed on from the buffer that it was read into; only a frame that has not come to
 * its end has memory of its own, exactly as much as it needs. Touched by one thread.
 */
public final class FrameReader {

    /** Bytes of a buffer to read into: what is read at a time. */
    public static final int BUFFER = 128 << 10;

    /** Takes frames. */
    interface Sink {
        /** The bytes are the buffer's; what is to be kept has to be copied. */
        void frame(FrameInput in) throws MalformedFrameException;
    }

    private final Sink sink;
    private final String noun;
    private final int least;
    private final int most;
    private final byte[] head = new byte[FrameBuffer.LENGTH_BYTES];
    private int headBytes;
    private byte[] frame = {};
    private int frameBytes;
    private boolean within;

    FrameReader(Sink sink) {
        this(sink, "a frame", 1, LinkFrames.MOST_LENGTH);
    }

    /**
     * @param noun what it cuts, for people
     * @param least smallest length
     * @param most largest length
     */
    FrameReader(Sink sink, String noun, int least, int most) {
        this.sink = sink;
        this.noun = noun;
        this.least = least;
        this.most = most;
    }

    /**
     * Where to read next.
     *
     * @param scratch a buffer with an array, to be used when no frame has begun
     */
    public ByteBuffer target(ByteBuffer scratch) {
        return within ? ByteBuffer.wrap(frame, frameBytes, frame.length - frameBytes) : scratch.clear();
    }

    /** Takes what was read into the buffer that {@link #target} told, from its start there to its position. */
    @SuppressWarnings("ByteBufferBackingArray") // both kinds of target begin with their array
    void took(ByteBuffer target) throws MalformedFrameException {
        if (within && target.array() == frame) {
            frameBytes = target.position();
            endFrame();
        } else {
            take(target.array(), 0, target.position());
        }
    }

    /** Takes bytes from wherever they come. */
    void take(byte[] array, int from, int to) throws MalformedFrameException {
        int at = from;
        while (at < to) {
            if (within) {
                int count = Math.min(frame.length - frameBytes, to - at);
                System.arraycopy(array, at, frame, frameBytes, count);
                frameBytes += count;
                at += count;
                endFrame();
            } else if (headBytes > 0 || to - at < FrameBuffer.LENGTH_BYTES) {
                head[headBytes++] = array[at++];
                if (headBytes == FrameBuffer.LENGTH_BYTES) {
                    headBytes = 0;
                    begin(length(head, 0));
                }
            } else {
                int length = length(array, at);
                at += FrameBuffer.LENGTH_BYTES;
                if (to - at >= length) {
                    sink.frame(new FrameInput(array, at, at + length));
                    at += length;
                } else {
                    begin(length);
                }
            }
        }
    }

    private void begin(int length) {
        frame = new byte[length];
        frameBytes = 0;
        within = true;
    }

    private void endFrame() throws MalformedFrameException {
        if (frameBytes == frame.length) {
            byte[] whole = frame;
            frame = head;
            within = false;
            sink.frame(new FrameInput(whole, 0, whole.length));
        }
    }

    private int length(byte[] array, int at) throws MalformedFrameException {
        int length = (array[at] << 24)
                | ((array[at + 1] & 0xff) << 16)
                | ((array[at + 2] & 0xff) << 8)
                | (array[at + 3] & 0xff);
        if (length < least || length > most) {
            throw new MalformedFrameException(
                    noun + " says that it has " + Integer.toUnsignedString(length) + " bytes: " + shown(array, at));
        }
        return length;
    }

    private static String shown(byte[] array, int at) {
        return Arrays.toString(Arrays.copyOfRange(array, at, at + FrameBuffer.LENGTH_BYTES));
    }
}
