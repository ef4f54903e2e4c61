package org.pastecluster.spi;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Batch;

/** What a node does with its links. Thread-safe; never blocks; never throws. */
public interface LinkHandler {

    /** Writes nothing, and drops what arrives. */
    LinkHandler NONE = new LinkHandler() {
        @Override
        public void opened(Link link) {}

        @Override
        public void closed(Link link) {}

        @Override
        public @Nullable Batch next(Link link, int bytes) {
            return null;
        }

        @Override
        public void arrived(String host, long incarnation, Batch batch) {}
    };

    /** A way out was opened. There may be another one to the same process: the newer one counts. */
    void opened(Link link);

    /** A way out is no more. What was written may have arrived or not. Called once for each that was opened. */
    void closed(Link link);

    /**
     * What to write next. Called by one thread at a time for a link; what it returns is written before it is called again.
     *
     * @param bytes about how much to give at most; a single item may be larger, by no more than 80 KiB
     * @return null when there is nothing to write
     */
    @Nullable
    Batch next(Link link, int bytes);

    /**
     * A batch came in. Those of one connection come in order, one at a time; nothing comes of a connection after its end.
     *
     * @param host base URL of the process that sent it
     * @param incarnation that process
     */
    void arrived(String host, long incarnation, Batch batch);
}
