package org.pastecluster.bench.work;

/** One figure of a work. */
public enum Measure {
    STREAM_100("stream-100", "msg/s", true),
    STREAM_1000("stream-1000", "msg/s", true),
    BROADCAST_1000("broadcast-1000", "msg/s", true),
    PING_100_P50("ping-100-p50", "us", false),
    PING_100_P99("ping-100-p99", "us", false),
    CRASH_3("crash-3", "ms", false),
    CRASH_5("crash-5", "ms", false),
    FREEZE_3("freeze-3", "ms", false),
    TWO_LEADERS("two-leaders", "ms", false),
    RESET_3("reset-3", "ms", false),
    RESET_3_TWO_LEADERS("reset-3-two-leaders", "ms", false),
    COLD_3("cold-3", "ms", false),
    IDLE_5("idle-5", "B/s", false),
    IDLE_5_THREADS("idle-5-threads", "threads", false),
    IDLE_5_RSS("idle-5-rss", "MiB", false),
    FOOTPRINT_THREADS("footprint-threads", "threads", false),
    FOOTPRINT_RSS("footprint-rss", "MiB", false),
    FOOTPRINT_JARS("footprint-jars", "jars", false),
    FOOTPRINT_SIZE("footprint-size", "MiB", false);

    private final String label;
    private final String unit;
    private final boolean moreIsBetter;

    Measure(String label, String unit, boolean moreIsBetter) {
        this.label = label;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    /** As the table and the JSON name it. */
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
