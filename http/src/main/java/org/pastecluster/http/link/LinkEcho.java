package org.pastecluster.http.link;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;

/** Writes a frame as a link does, and reads it again. Touched by one thread. */
public final class LinkEcho {

    private final CallEncoder encoder = new CallEncoder();
    private final CallDecoder decoder;
    private final FrameBuffer buffer = new FrameBuffer(4096);

    /**
     * @param jsonDepth how many objects and arrays may lie inside each other
     */
    public LinkEcho(int jsonDepth) {
        decoder = new CallDecoder(jsonDepth);
    }

    /**
     * What would arrive.
     *
     * @throws IllegalArgumentException when that is no frame
     */
    public Frame echo(Frame frame) {
        boolean isRequest = frame.body() instanceof Request;
        boolean isShort = encoder.isShort(frame);
        buffer.truncate(0);
        boolean fits = isRequest ? encoder.request(1, frame, buffer) : encoder.answer(1, frame, buffer);
        Frame arrived = fits ? read(isRequest, isShort) : null;
        if (arrived == null) {
            throw new IllegalArgumentException("No link can carry " + frame);
        }
        return arrived;
    }

    private @Nullable Frame read(boolean isRequest, boolean isShort) {
        FrameInput in = new FrameInput(buffer.array(), 0, buffer.length());
        try {
            var unused = in.varint();
            if (isRequest) {
                return isShort ? decoder.shortRequest(in) : decoder.request(in);
            }
            return isShort ? decoder.shortAnswer(in) : decoder.answer(in);
        } catch (MalformedFrameException malformed) {
            return null;
        }
    }
}
