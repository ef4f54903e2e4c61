package org.pastecluster.it.record;

import java.util.List;

/**
 * What a node writes into its journal, {@code n2.5.journal}, a line each. {@code at} is the reading of {@link System#nanoTime()}, which all
 * processes of one machine share.
 */
public sealed interface NodeEntry {

    long at();

    /**
     * Its port is open and its node made.
     *
     * @param wall the epoch milliseconds that its own wall clock showed while it started; the earlier ones, if that was set meanwhile
     */
    record Up(long at, long incarnation, String host, int group, long wall) implements NodeEntry {}

    /** What {@code Cluster.view()} says now. {@code leader} is a host, or {@code -}; {@code members} are {@code host#incarnation in hex}. */
    record View(long at, long number, long version, String leader, List<String> members) implements NodeEntry {
        public View {
            members = List.copyOf(members);
        }
    }

    /** A listener was told that leadership was acquired. */
    record Acquired(long at, String listener, long number, long token) implements NodeEntry {}

    /** A listener was told that leadership was lost. */
    record Lost(long at, String listener, long number, long token) implements NodeEntry {}

    /** Written before {@code send} is called: {@code target} is for people, {@code "name:n3"}, {@code "leader"}. */
    record Accepted(long at, String lane, long message, String target) implements NodeEntry {}

    /** One outcome of a message; {@code incarnation} is 0 where the outcome names no target. */
    record Told(long at, String lane, long message, String verdict, long incarnation) implements NodeEntry {}

    /** As {@link Told}, of a target that is a .NET node: these have no incarnations. */
    record ToldOf(long at, String lane, long message, String verdict, String host) implements NodeEntry {}

    /** All outcomes of a message have been told. */
    record Done(long at, String lane, long message) implements NodeEntry {}

    /** A handler's first act. */
    record Handled(long at, RunId sender, String lane, long message) implements NodeEntry {}

    /** A thread that meant to sleep for a moment slept so many nanoseconds longer, up to {@code at}. */
    record Stall(long at, long nanos) implements NodeEntry {}

    /** From now on so many of the {@code of} request threads of its web server are held by slow visitors. */
    record Busy(long at, int held, int of) implements NodeEntry {}

    /** How much processor time its process has used since its start; written every second. */
    record Cpu(long at, long nanos) implements NodeEntry {}

    /** Heap after a collection, and threads. */
    record Heap(long at, long bytes, int threads) implements NodeEntry {}

    /** The process ends because it was told to, or says why it can't go on. */
    record Ended(long at, String why) implements NodeEntry {}
}
