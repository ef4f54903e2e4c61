package org.pastecluster.http.link;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A log whose lines a test looks at. */
public final class RecordingLog extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    /** A line, as a reader sees it. */
    public record Line(Level level, String text, @Nullable Throwable thrown) {}

    public final transient Queue<Line> lines = new ConcurrentLinkedQueue<>();

    private volatile boolean broken;

    /** Throws from now on. */
    void breaks() {
        broken = true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return RecordingLog.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        lines.add(new Line(level, MessageFormatter.basicArrayFormat(message, arguments), thrown));
    }

    @Override
    public boolean isTraceEnabled() {
        return true;
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
