package org.pastecluster.http.batch;

import java.util.Arrays;
import java.util.Base64;
import org.pastecluster.message.Batch;

/** A batch as a text, for requests. Stateless. */
public final class BatchText {

    private BatchText() {}

    /** The bytes of a batch in base 64. */
    public static String write(Batch batch) {
        FrameBuffer buffer = new FrameBuffer(1 << 10);
        int written = new BatchEncoder().encode(batch, 0, buffer, BatchFormat.MOST_BYTES);
        if (written < batch.items().size()) {
            throw new IllegalArgumentException(
                    "A batch of " + batch.items().size() + " items is too long for a request.");
        }
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), buffer.length()));
    }

    /** What {@link #write} wrote. */
    public static Batch read(String text) throws MalformedFrameException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedFrameException("a batch is not written in base 64");
        }
        return new BatchDecoder().decode(new FrameInput(bytes, 0, bytes.length));
    }
}
