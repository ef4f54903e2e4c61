package org.pastecluster.http.client;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.link.LinkWay;

/** One node to which there is to be a link: connected, being dialled, or to be dialled later. Touched by the thread of the links alone. */
final class Dial {

    /** A link that held for longer was a good one: the next dial is the first of a row. */
    private static final long GOOD_NANOS = 5_000_000_000L;

    private final String host;
    private final LinkTimes times;
    private long incarnation;
    private LinkWay way = LinkWay.UPGRADE;
    private boolean otherWayFailed;
    private @Nullable String self;
    private @Nullable LinkConnection connection;
    private long number;
    private boolean dialling;
    private long since;
    private long dueNanos;
    private long delayNanos;

    Dial(String host, LinkTimes times, long now) {
        this.host = host;
        this.times = times;
        this.dueNanos = now;
    }

    String host() {
        return host;
    }

    /** The process that is meant. */
    long incarnation() {
        return incarnation;
    }

    /**
     * Means that process from now on.
     *
     * @param first which way to try first
     */
    void meant(long process, LinkWay first) {
        incarnation = process;
        if (waits()) {
            way = first;
            otherWayFailed = false;
        }
    }

    /** What to ask for next. */
    LinkWay way() {
        return way;
    }

    @Nullable
    LinkConnection connection() {
        return connection;
    }

    /** As whom this node presented itself. */
    @Nullable
    String self() {
        return self;
    }

    boolean isDialling() {
        return dialling;
    }

    /** Whether it is to be dialled now or later. */
    boolean waits() {
        return connection == null && !dialling;
    }

    long dueNanos() {
        return dueNanos;
    }

    void began(long dialNumber, String as) {
        number = dialNumber;
        self = as;
        dialling = true;
    }

    /** Whether that dial is the one that is waited for. */
    boolean isWaitingFor(long dialNumber) {
        return dialling && number == dialNumber;
    }

    void connected(LinkConnection made, long now) {
        dialling = false;
        connection = made;
        since = now;
    }

    /** The link is no more. */
    void lost(long now) {
        connection = null;
        otherWayFailed = false;
        if (now - since >= GOOD_NANOS) {
            delayNanos = 0;
        }
        again(now);
    }

    /** The dial brought nothing; a later one may. */
    void failed(long now) {
        dialling = false;
        again(now);
    }

    /** What answered gives no link in that way: the other one is tried at once, and after both there is a pause. */
    void turnedDown(long now) {
        dialling = false;
        connection = null;
        way = way.other();
        dueNanos = otherWayFailed ? now + times.retryRefused().toNanos() : now;
        otherWayFailed = !otherWayFailed;
    }

    /** Dials as soon as possible. */
    void atOnce(long now) {
        dueNanos = now;
        delayNanos = 0;
    }

    private void again(long now) {
        dueNanos = now + delayNanos;
        delayNanos = delayNanos == 0
                ? times.retryFirst().toNanos()
                : Math.min(2 * delayNanos, times.retryMost().toNanos());
    }
}
