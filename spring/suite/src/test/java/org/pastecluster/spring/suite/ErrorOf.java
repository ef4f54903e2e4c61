package org.pastecluster.spring.suite;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** The first error that a logger takes from now on. After an application has started, for that sets up the logging. */
final class ErrorOf extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final Logger logger;

    ErrorOf(String logs) {
        logger = (Logger) LoggerFactory.getLogger(logs);
        start();
        logger.addAppender(this);
    }

    CompletableFuture<String> first() {
        return first;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().equals(Level.ERROR)) {
            first.complete(event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
