package org.pastecluster.simulation.cluster;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;

/** Sees from outside what happens in a cluster, in order. */
public interface Watcher {

    /** A process was started; its first step follows. */
    default void started(SimulatedProcess process) {}

    /** A process is gone, by whatever verb. */
    default void ended(SimulatedProcess process, String how) {}

    /** A pause of a process is over; nothing has reached it yet. */
    default void resuming(SimulatedProcess process) {}

    /** A process is about to take an input. */
    default void before(SimulatedProcess process, Input input) {}

    /** A process took an input; its facts are up to date. */
    default void after(SimulatedProcess process, Input input, List<Output> outputs) {}

    /** As {@link #after}, and before it, but only when something was said that is more than calls, answers and a renewed lease. */
    default void turned(SimulatedProcess process, Input input, List<Output> outputs) {}

    /** A process has carried out what its latest steps said: its application sees the outcome. */
    default void settled(SimulatedProcess process) {}

    /** A process's application did or heard something. */
    default void said(SimulatedProcess process, String what, String about) {}

    /** The simulator, or a person, did something to the cluster. */
    default void happened(String what) {}
}
