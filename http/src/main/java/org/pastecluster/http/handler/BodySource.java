package org.pastecluster.http.handler;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where the body of a request can be read. */
@FunctionalInterface
public interface BodySource {

    /**
     * Reads the whole body, but no more than one byte beyond the limit.
     *
     * @return null when it is longer than {@code limit}
     */
    byte @Nullable [] read(int limit) throws IOException;

    static BodySource of(byte[] bytes) {
        return limit -> bytes.length > limit ? null : bytes;
    }

    static BodySource of(InputStream stream) {
        return limit -> {
            byte[] bytes = stream.readNBytes(limit + 1);
            return bytes.length > limit ? null : bytes;
        };
    }
}
