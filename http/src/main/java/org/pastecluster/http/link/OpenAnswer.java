package org.pastecluster.http.link;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.message.Frame;

/**
 * An answer that waits to be written.
 *
 * @param call the number of the request, as its sender counts
 * @param reply null when the request is to be sent over HTTP
 */
record OpenAnswer(OutgoingLink out, long call, @Nullable Frame reply) implements Control {

    @Override
    public int type(CallEncoder encoder) {
        return reply != null && encoder.isShort(reply) ? LinkFrames.SHORT_ANSWER : LinkFrames.ANSWER;
    }

    @Override
    public boolean isSmall() {
        return reply == null || CallEncoder.isSmall(reply.body());
    }

    @Override
    public boolean encode(CallEncoder encoder, FrameBuffer to) {
        return encoder.answer(call, reply, to);
    }

    @Override
    public void tooLong() {
        out.send(new OpenAnswer(out, call, null));
    }
}
