package org.pastecluster.http.link;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why a link ended that should not have, with what was thrown: one line a minute for each peer and kind, and
 * {@value #LINES_PER_MINUTE} in all. That connections break is normal, and told at debug. Never throws, not even what the log does: who
 * ends a link has to get on with it. Thread-safe.
 */
public final class LinkLog {

    static final int LINES_PER_MINUTE = 10;

    /** Those of two minutes: no older one forbids anything. */
    private static final int KINDS = 2 * LINES_PER_MINUTE;

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final Map<String, Long> saidAt = new LinkedHashMap<>();
    private long minuteBegan;
    private int linesInMinute;
    private long leftOut;

    public LinkLog() {
        this(LoggerFactory.getLogger(LinkLog.class));
    }

    public LinkLog(Logger log) {
        this.log = log;
    }

    /**
     * A link ends because something was thrown.
     *
     * @param host base URL of the peer
     * @param doing what threw, as in "writing on it"
     */
    public void ended(String host, String doing, Throwable why, long now) {
        if (why instanceof IOException) {
            write(() -> log.debug("The link with {} ended while {}.", host, doing, why));
        } else {
            warn(
                    host + ' ' + doing + ' ' + why.getClass().getName(),
                    "This node closed the link with " + host + ", because something unexpected was thrown while "
                            + doing
                            + ". What was on it goes another way, and a new link is made. If it happens again, report"
                            + " what follows here.",
                    why,
                    now);
        }
    }

    /** Something was thrown that belongs to no link, on the thread that looks after all of them. */
    public void stumbled(Throwable why, long now) {
        warn(
                why.getClass().getName(),
                "Something unexpected was thrown on the thread of the links, which goes on. If it happens again, report"
                        + " what follows here.",
                why,
                now);
    }

    /** A peer got no link, since there are as many as there may be. */
    void full(String host, int most, long now) {
        warn(
                "full",
                "This node has links of " + most + " others, which is the most; " + host
                        + " and whoever else dials gets"
                        + " none, and sends requests instead, which is slower. If the cluster has fewer nodes, look at"
                        + " who dials and knows the secret; else make two clusters of it.",
                null,
                now);
    }

    private void warn(String kind, String sentence, @Nullable Throwable why, long now) {
        String left;
        synchronized (this) {
            if (!isDue(kind, now)) {
                leftOut++;
                return;
            }
            left = leftOut == 0 ? "" : " Before it, " + leftOut + " such lines were left out.";
            leftOut = 0;
        }
        write(() -> log.warn(sentence + left, why));
    }

    private static void write(Runnable line) {
        try {
            line.run();
        } catch (RuntimeException | Error logIsBroken) {
            // There is nowhere else to say so.
        }
    }

    private boolean isDue(String kind, long now) {
        Long said = saidAt.get(kind);
        if (said != null && now - said < MINUTE_NANOS) {
            return false;
        }
        if (linesInMinute == 0 || now - minuteBegan >= MINUTE_NANOS) {
            minuteBegan = now;
            linesInMinute = 0;
        }
        if (linesInMinute == LINES_PER_MINUTE) {
            return false;
        }
        linesInMinute++;
        saidAt.remove(kind);
        saidAt.put(kind, now);
        if (saidAt.size() > KINDS) {
            saidAt.remove(saidAt.keySet().iterator().next());
        }
        return true;
    }
}
