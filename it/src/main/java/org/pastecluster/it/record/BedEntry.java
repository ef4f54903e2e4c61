package org.pastecluster.it.record;

import java.util.List;

/** What the bed writes into {@code bed.journal}, a line each: what it did to whom, and when. Times are as in {@link NodeEntry}. */
public sealed interface BedEntry {

    long at();

    /** A fault begins. {@code kind} is a {@code FaultKind}'s name, {@code nodes} are whom it concerns, {@code detail} is for people. */
    record Began(long at, int fault, String kind, List<Integer> nodes, String detail) implements BedEntry {
        public Began {
            nodes = List.copyOf(nodes);
        }
    }

    /** It is over: what it had done is undone. */
    record Over(long at, int fault) implements BedEntry {}

    /** Right before that {@code BUSY_CORES} is over: whether the other program, which wants the cores, still runs. */
    record Burnt(long at, int fault, boolean alive) implements BedEntry {}

    record Started(long at, RunId run) implements BedEntry {}

    /** SIGKILL, {@code at} before the signal. */
    record Killed(long at, RunId run) implements BedEntry {}

    /** SIGTERM, {@code at} before the signal. */
    record Terminated(long at, RunId run) implements BedEntry {}

    /** The process is seen to have ended. */
    record Gone(long at, RunId run) implements BedEntry {}

    /** SIGSTOP, {@code at} before the signal. */
    record Stopped(long at, RunId run) implements BedEntry {}

    /** SIGCONT, {@code at} after the signal. */
    record Continued(long at, RunId run) implements BedEntry {}

    /**
     * From now on what {@code from} sends to {@code to} is treated so: {@code drop} (all packets), {@code refuse-requests}, {@code drop-requests} (to its
     * service port alone), {@code loss}, {@code delay}, {@code stall}, {@code answered} (somebody else answers). {@code at} is before the rule is set.
     */
    record Cut(long at, int from, int to, String way) implements BedEntry {}

    /** That is over; {@code at} is after the rule was removed. */
    record Mended(long at, int from, int to, String way) implements BedEntry {}

    /** No fault is left, all nodes run: from here the cluster has to find together. Ends with the next {@link Began} or {@link End}. */
    record Calm(long at, int round) implements BedEntry {}

    /** All nodes of ours said, in a calm, that they agree; it may be seen again in the same calm. */
    record Agreed(long at, int round) implements BedEntry {}

    /** The bed itself was held up, up to {@code at}: times around it say nothing. */
    record Stall(long at, long nanos) implements BedEntry {}

    /** The campaign ends; nodes are ended next. */
    record End(long at) implements BedEntry {}
}
