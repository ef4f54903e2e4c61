package org.pastecluster.http.handler;

import java.io.IOException;
import java.io.InputStream;

/** Where the body of a request can be read. */
@FunctionalInterface
public interface BodySource {

    /**
     * Hands the body over, now or as it arrives: the caller's thread should not wait for a sender that takes its time. Called at
     * most once.
     */
    void readInto(BodySink sink);

    static BodySource of(byte[] bytes) {
        return sink -> {
            if (sink.take(bytes, bytes.length)) {
                sink.end();
            }
        };
    }

    /** Waits for the sender, for servers that have threads to spare and limit the time themselves. */
    static BodySource of(InputStream stream) {
        return sink -> {
            byte[] buffer = new byte[8192];
            try {
                for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                    if (!sink.take(buffer, length)) {
                        return;
                    }
                }
            } catch (IOException broken) {
                sink.broken();
                return;
            }
            sink.end();
        };
    }
}
