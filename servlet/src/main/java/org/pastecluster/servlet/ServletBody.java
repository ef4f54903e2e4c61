package org.pastecluster.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
            if (isHere(stream)) {
                finished = true;
                byte[] whole = stream.readNBytes((int) request.getContentLengthLong());
                if (takes.take(whole, whole.length)) {
                    takes.end();
                }
            } else {
                listen(stream);
            }
        } catch (IOException | IllegalStateException gone) {
            takes.broken();
        }
    }

    private boolean isHere(ServletInputStream stream) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= Integer.MAX_VALUE && stream.available() >= length;
    }

    private void listen(ServletInputStream stream) {
        listening = true;
        stream.setReadListener(this);
    }

    /**
     * Makes sure that the container does not wait for the rest of a body that nobody reads, as some do to use the connection again.
     * Call it before the answer ends.
     *
     * @return whether there is such a rest: then the connection has to be closed
     */
    boolean abandon() {
        if (finished || !isSent()) {
            return false;
        }
        try {
            ServletInputStream stream = request.getInputStream();
            if (!listening && isHere(stream)) {
                return false;
            }
            if (!listening) {
                listen(stream);
            }
        } catch (IOException | IllegalStateException gone) {
            // Then there is nothing to wait for.
        }
        return true;
    }

    private boolean isSent() {
        return request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        BodySink takes = sink;
        if (takes == null) {
            return;
        }
        ServletInputStream stream = request.getInputStream();
        byte[] buffer = new byte[PIECE];
        while (stream.isReady()) {
            int length = stream.read(buffer);
            if (length < 0 || !takes.take(buffer, length)) {
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        finished = true;
        BodySink takes = sink;
        if (takes != null) {
            takes.end();
        }
    }

    @Override
    public void onError(Throwable broken) {
        BodySink takes = sink;
        if (takes != null) {
            takes.broken();
        }
    }
}
