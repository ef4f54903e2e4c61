package org.pastecluster.server.tomcat;

import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's log lines go where the cluster's go. Only in the runnable jar, which names this class as a service: an application
 * decides for itself where its Tomcat logs.
 */
public final class TomcatLog implements Log {

    private final Logger log;

    /** For the service loader, which looks at the class only. */
    public TomcatLog() {
        this(TomcatLog.class.getName());
    }

    /** For Tomcat. */
    public TomcatLog(String name) {
        this.log = LoggerFactory.getLogger(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public boolean isFatalEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void trace(@Nullable Object message) {
        log.trace("{}", message);
    }

    @Override
    public void trace(@Nullable Object message, @Nullable Throwable cause) {
        log.trace(String.valueOf(message), cause);
    }

    @Override
    public void debug(@Nullable Object message) {
        log.debug("{}", message);
    }

    @Override
    public void debug(@Nullable Object message, @Nullable Throwable cause) {
        log.debug(String.valueOf(message), cause);
    }

    @Override
    public void info(@Nullable Object message) {
        log.info("{}", message);
    }

    @Override
    public void info(@Nullable Object message, @Nullable Throwable cause) {
        log.info(String.valueOf(message), cause);
    }

    @Override
    public void warn(@Nullable Object message) {
        log.warn("{}", message);
    }

    @Override
    public void warn(@Nullable Object message, @Nullable Throwable cause) {
        log.warn(String.valueOf(message), cause);
    }

    @Override
    public void error(@Nullable Object message) {
        log.error("{}", message);
    }

    @Override
    public void error(@Nullable Object message, @Nullable Throwable cause) {
        log.error(String.valueOf(message), cause);
    }

    @Override
    public void fatal(@Nullable Object message) {
        log.error("{}", message);
    }

    @Override
    public void fatal(@Nullable Object message, @Nullable Throwable cause) {
        log.error(String.valueOf(message), cause);
    }
}
