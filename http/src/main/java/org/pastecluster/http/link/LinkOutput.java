package org.pastecluster.http.link;

import java.io.IOException;

/** The way out of an upgraded connection, as the adapter of a web server provides it. */
public interface LinkOutput {

    /**
     * Writes and sends bytes; waits until the other end takes them, without a limit. Called by one thread at a time, never by one of
     * the web server's.
     *
     * @param buffer free to be used again afterwards
     * @throws IOException when the connection has ended
     */
    void write(byte[] buffer, int from, int length) throws IOException;

    /** Ends the connection. From any thread that does not write at the time; may be called again. */
    void close();
}
