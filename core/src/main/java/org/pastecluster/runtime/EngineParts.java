package org.pastecluster.runtime;

import java.util.concurrent.Executor;
import org.pastecluster.ClusterSettings;
import org.pastecluster.Member;
import org.pastecluster.messenger.MessageLimits;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * What one node is made of.
 *
 * @param settings the protocol was made with the same
 * @param self this node at its start, with its incarnation
 * @param protocol how it decides
 * @param transport how it reaches others; the engine starts and closes it
 * @param time its clocks
 * @param scheduling where it runs; the engine closes it
 * @param executor where listeners run that bring none of their own; {@code Runnable::run} makes them run inside the step
 * @param handlers where handlers of messages run that bring none of their own; {@code Runnable::run} makes them run inside the step
 * @param limits what it holds at most for messages
 * @param remembered highest number remembered from an earlier run; 0 for none
 * @param measurements takes figures; throws nothing
 */
public record EngineParts(
        ClusterSettings settings,
        Member self,
        Protocol protocol,
        Transport transport,
        TimeSource time,
        Scheduling scheduling,
        Executor executor,
        Executor handlers,
        MessageLimits limits,
        long remembered,
        Measurements measurements) {

    /** A node that is not measured. */
    public EngineParts(
            ClusterSettings settings,
            Member self,
            Protocol protocol,
            Transport transport,
            TimeSource time,
            Scheduling scheduling,
            Executor executor,
            Executor handlers,
            MessageLimits limits,
            long remembered) {
        this(
                settings,
                self,
                protocol,
                transport,
                time,
                scheduling,
                executor,
                handlers,
                limits,
                remembered,
                Measurements.NONE);
    }
}
