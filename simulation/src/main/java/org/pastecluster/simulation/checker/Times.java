package org.pastecluster.simulation.checker;

import org.pastecluster.simulation.cluster.SimulatedCluster;

/** How moments and numbers are written for people. */
public final class Times {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Times() {}

    /** Seconds of true time with six digits behind the point, such as {@code 12.345678 s}. */
    public static String seconds(long nanos) {
        return column(nanos) + " s";
    }

    /** As {@link #seconds}, without the unit. */
    public static String column(long nanos) {
        long micros = Math.abs(nanos) / NANOS_PER_MICRO;
        String fraction =
                Long.toString(micros % MICROS_PER_SECOND + MICROS_PER_SECOND).substring(1);
        return (nanos < 0 ? "-" : "") + micros / MICROS_PER_SECOND + "." + fraction;
    }

    /** A number of a leadership, less what all clocks show at the start of a history: {@code N+1234}. */
    public static String number(long number) {
        if (number == 0) {
            return "N0";
        }
        long relative = number - SimulatedCluster.WALL_START;
        return relative < 0 ? "N" + relative : "N+" + relative;
    }
}
