package org.pastecluster.http.link;

/** Where the adapter of a web server hands in a connection that was upgraded to a link. */
@FunctionalInterface
public interface LinkDoor {

    /**
     * The answer with status 101 was sent.
     *
     * @param output how to write on the connection
     * @return to be run when the connection has ended, or when anything came in on it: who dialled says nothing more. From any
     *     thread; running it again does nothing
     */
    Runnable opened(LinkOutput output);
}
