package org.pastecluster.http.auth;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which nonces were used. A sender counts its nonces up; per sender the largest one is kept, and for the {@value #WIDTH} below
 * it whether they were used. What lies further below counts as used. So a sender costs the same however much it sends.
 *
 * <p>A sender is forgotten when nothing that it sent can be in time any more. If as many senders as the bound are remembered,
 * a new one is turned away: nothing is forgotten to make room. Thread-safe.
 */
final class ReplayMemory {

    static final int WIDTH = 1024;

    private final int bound;
    private final long keepMillis;
    private final Map<Long, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param bound how many senders are remembered
     * @param keepMillis how long after its last nonce a sender is remembered
     */
    ReplayMemory(int bound, long keepMillis) {
        this.bound = bound;
        this.keepMillis = keepMillis;
    }

    enum Finding {
        FRESH,
        USED,
        FULL
    }

    /** Marks a nonce as used if it is fresh. */
    synchronized Finding use(long sender, long nonce, long nowMillis) {
        Sender known = senders.get(sender);
        if (known == null) {
            forgetOld(nowMillis);
            if (senders.size() >= bound) {
                return Finding.FULL;
            }
            known = new Sender();
            senders.put(sender, known);
        }
        known.lastMillis = nowMillis;
        return known.use(nonce) ? Finding.FRESH : Finding.USED;
    }

    /** The map is in order of use, so that the oldest come first. */
    private void forgetOld(long nowMillis) {
        Iterator<Sender> oldestFirst = senders.values().iterator();
        while (oldestFirst.hasNext() && nowMillis - oldestFirst.next().lastMillis > keepMillis) {
            oldestFirst.remove();
        }
    }

    private static final class Sender {
        private final long[] used = new long[WIDTH / 64];
        private long largest = -1;
        private long lastMillis;

        private boolean use(long nonce) {
            if (nonce < 0 || nonce <= largest - WIDTH) {
                return false;
            }
            if (nonce > largest) {
                clearBetween(nonce);
                largest = nonce;
            } else if ((used[word(nonce)] & bit(nonce)) != 0) {
                return false;
            }
            used[word(nonce)] |= bit(nonce);
            return true;
        }

        private void clearBetween(long nonce) {
            if (nonce - largest >= WIDTH) {
                java.util.Arrays.fill(used, 0);
                return;
            }
            for (long skipped = largest + 1; skipped <= nonce; skipped++) {
                used[word(skipped)] &= ~bit(skipped);
            }
        }

        private static int word(long nonce) {
            return (int) (nonce % WIDTH) / 64;
        }

        private static long bit(long nonce) {
            return 1L << (nonce % 64);
        }
    }
}
