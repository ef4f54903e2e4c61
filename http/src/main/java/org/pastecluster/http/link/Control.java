package org.pastecluster.http.link;

import org.pastecluster.http.batch.FrameBuffer;

/** A request or an answer that waits to be written on a link. */
interface Control {

    /** The type of the frame, which the encoder knows: it may be written short. */
    int type(CallEncoder encoder);

    /** Whether it takes so little to write that any thread may do it. */
    boolean isSmall();

    /**
     * Appends the payload.
     *
     * @return false when it fits into no frame, and nothing was appended
     */
    boolean encode(CallEncoder encoder, FrameBuffer to);

    /** What happens to it when it fits into no frame. */
    default void tooLong() {}
}
