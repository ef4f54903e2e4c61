package org.pastecluster.http.handler;

/** Takes the answer to one request: exactly one, from any thread. It may block for as long as writing takes. */
@FunctionalInterface
public interface Responder {
    void respond(HttpAnswer answer);

    /** Whether the answer may be one that makes a link of the connection in the way that the request asks for, see {@link HttpAnswer#link}. */
    default boolean canUpgrade() {
        return false;
    }
}
