package org.pastecluster.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connected, non-blocking channel, plain or over TLS. */
interface Wire {

    /**
     * Reads what has arrived.
     *
     * @return how many bytes were put into {@code into}; 0 when nothing is there, -1 at the end
     */
    int read(ByteBuffer into) throws IOException;

    /**
     * Sends as much as can be sent now.
     *
     * @return whether all of it is on its way
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Whether it waits for room to send. */
    boolean wantsToWrite();
}
