package org.pastecluster.simulation.cluster;

import org.pastecluster.runtime.Protocol;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/** Puts faulty parts into processes. What it does not spoil it returns as it is. */
@FunctionalInterface
public interface Spoiler {

    /** Spoils nothing. */
    Spoiler NOTHING = (process, protocol) -> protocol;

    /** What a new process decides with. Checkers see what goes into the returned one and what comes out of it. */
    Protocol protocol(SimulatedProcess process, Protocol protocol);

    /** How a new process reaches others. */
    default Transport transport(SimulatedProcess process, Transport transport) {
        return transport;
    }

    /** The clocks that the runtime of a new process reads. */
    default TimeSource time(SimulatedProcess process, TimeSource time) {
        return time;
    }
}
