package org.pastecluster.runtime;

import java.time.Duration;

/**
 * How a node ends.
 *
 * @param leave longest wait for a polite leave before the node stops without the others; zero: closing asks it to leave and
 *     waits for nothing
 * @param lastNews longest wait for listeners to take the last news, after which what they did not take is logged; zero:
 *     nobody waits and nothing is logged
 * @param hook whether the end of the JVM makes the node leave
 */
public record Shutdown(Duration leave, Duration lastNews, boolean hook) {

    /** Two seconds to leave, one for the last news, and a hook. */
    public static final Shutdown DEFAULT = new Shutdown(Duration.ofSeconds(2), Duration.ofSeconds(1), true);

    /** Waits for nothing: for nodes on a clock that does not move while somebody waits. */
    public static final Shutdown WITHOUT_WAITING = new Shutdown(Duration.ZERO, Duration.ZERO, false);
}
