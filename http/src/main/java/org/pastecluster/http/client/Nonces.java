package org.pastecluster.http.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.spi.TimeSource;

/**
 * The nonces of signed requests: counted up for each node that takes them, so that it can tell used ones in little memory. A
 * count that was forgotten begins anew behind the microseconds since the start, which is beyond what was used. Touched by the
 * loop's thread alone.
 */
final class Nonces {

    private static final int BOUND = 4096;

    private final TimeSource time;
    private final long start;
    private final Map<Long, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > BOUND;
        }
    };

    Nonces(TimeSource time) {
        this.time = time;
        this.start = time.nanos();
    }

    /** A nonce that was never used towards this incarnation. */
    long next(long incarnation) {
        Long before = last.get(incarnation);
        long next = before == null ? (time.nanos() - start) / 1000 : before + 1;
        last.put(incarnation, next);
        return next;
    }
}
