package org.pastecluster.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.BodySink;
import org.pastecluster.http.handler.BodySource;

/**
 * Reads a body without a thread that waits for it: what is there is read at once, what is not is read as it arrives. So no
 * stranger holds the container's threads with bodies that never end.
 */
final class ServletBody implements BodySource, ReadListener {

    private static final int PIECE = 8192;

    private final HttpServletRequest request;
    private volatile @Nullable BodySink sink;
    private volatile @Nullable Runnable atItsEnd;
    private volatile long taken;
    private volatile boolean listening;
    private volatile boolean finished;

    ServletBody(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void readInto(BodySink takes) {
        sink = takes;
        try {
            ServletInputStream stream = request.getInputStream();
            if (!isTaken(stream, takes)) {
                return;
            }
            if (taken == request.getContentLengthLong()) {
                finished = true;
                takes.end();
            } else {
                listen(stream);
            }
        } catch (IOException | IllegalStateException gone) {
            takes.broken();
        }
    }

    /**
     * Reads what has arrived of a body whose length is known: so one that came with its head is judged before the thread does anything else. A
     * container may tell one byte when there are more, as Tomcat does.
     *
     * @return false when no more is wanted
     */
    private boolean isTaken(ServletInputStream stream, BodySink takes) throws IOException {
        long length = request.getContentLengthLong();
        byte[] buffer = new byte[(int) Math.max(0, Math.min(PIECE, length))];
        long sum = 0;
        while (sum < length && stream.available() > 0) {
            int count = stream.read(buffer, 0, (int) Math.min(buffer.length, length - sum));
            if (count < 0) {
                return true;
            }
            sum += count;
            taken = sum;
            if (!takes.take(buffer, count)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHere(ServletInputStream stream) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && stream.available() >= length - taken;
    }

    private void listen(ServletInputStream stream) {
        listening = true;
        stream.setReadListener(this);
    }

    /** Whether some of it has not arrived: then the connection cannot be used again. */
    boolean isUnfinished() {
        if (finished || !isSent()) {
            return false;
        }
        try {
            return listening || !isHere(request.getInputStream());
        } catch (IOException | IllegalStateException gone) {
            return true;
        }
    }

    /**
     * Throws away what still comes, without a thread that waits for it. A connection that is closed while its other end sends is
     * reset, and the answer may be lost.
     *
     * @param after called at the end of the body, if that comes
     */
    void discard(Runnable after) {
        atItsEnd = after;
        if (!listening) {
            try {
                listen(request.getInputStream());
            } catch (IOException | IllegalStateException gone) {
                after.run();
            }
        }
    }

    private boolean isSent() {
        return request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream stream = request.getInputStream();
        byte[] buffer = new byte[PIECE];
        while (stream.isReady()) {
            int length = stream.read(buffer);
            if (length < 0 || !isWanted(buffer, length)) {
                return;
            }
        }
    }

    /** A refusal may begin to discard in the midst of it. */
    private boolean isWanted(byte[] buffer, int length) {
        BodySink takes = sink;
        if (atItsEnd == null && takes != null && takes.take(buffer, length)) {
            return true;
        }
        return atItsEnd != null;
    }

    @Override
    public void onAllDataRead() {
        finished = true;
        ended(BodySink::end);
    }

    @Override
    public void onError(Throwable broken) {
        ended(BodySink::broken);
    }

    private void ended(Consumer<BodySink> telling) {
        Runnable after = atItsEnd;
        BodySink takes = sink;
        if (after != null) {
            after.run();
        } else if (takes != null) {
            telling.accept(takes);
        }
    }
}
