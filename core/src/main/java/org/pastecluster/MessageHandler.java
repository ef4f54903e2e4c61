package org.pastecluster;

/**
 * Takes messages. It may block: that delays later messages of the same sender and lane, and nobody else's. What it throws is the verdict
 * {@link Verdict#FAILED}.
 */
@FunctionalInterface
public interface MessageHandler {
    void handle(ClusterMessage message) throws Exception;
}
