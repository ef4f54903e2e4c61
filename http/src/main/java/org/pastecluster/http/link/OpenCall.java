package org.pastecluster.http.link;

import java.util.concurrent.atomic.AtomicBoolean;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;

/** A request that was sent on a link and has no answer yet. Thread-safe. */
final class OpenCall implements Control {

    final long number;
    final String host;
    final Frame request;
    final long sentNanos;
    final long deadlineNanos;
    final Transport.Outcome outcome;
    final OutgoingLink out;
    final IncomingLink in;
    private final LinkHub hub;
    private final AtomicBoolean done = new AtomicBoolean();

    OpenCall(
            LinkHub hub,
            long number,
            Frame request,
            long sentNanos,
            long deadlineNanos,
            Transport.Outcome outcome,
            OutgoingLink out,
            IncomingLink in) {
        this.hub = hub;
        this.number = number;
        this.host = in.host();
        this.request = request;
        this.sentNanos = sentNanos;
        this.deadlineNanos = deadlineNanos;
        this.outcome = outcome;
        this.out = out;
        this.in = in;
    }

    /** True for one caller: the one that says what became of it. */
    boolean finish() {
        return done.compareAndSet(false, true);
    }

    boolean isDone() {
        return done.get();
    }

    @Override
    public int type(CallEncoder encoder) {
        return encoder.isShort(request) ? LinkFrames.SHORT_CALL : LinkFrames.CALL;
    }

    @Override
    public boolean isSmall() {
        return CallEncoder.isSmall(request.body());
    }

    @Override
    public boolean encode(CallEncoder encoder, FrameBuffer to) {
        return encoder.request(number, request, to);
    }

    @Override
    public void tooLong() {
        hub.callOverHttp(this);
    }
}
