package org.pastecluster.http.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.pastecluster.http.HttpHeaders;

/**
 * A connection that was upgraded: nobody reads or writes it any more but who has this.
 *
 * @param leftOver what came behind the answer
 * @param answer the headers of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Upgraded(SocketChannel channel, Wire wire, byte[] leftOver, HttpHeaders answer) {

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to be released.
        }
    }
}
