package org.pastecluster.it.record;

import java.util.List;

/**
 * What is written of .NET nodes, which write nothing themselves, into {@code neighbours.journal}, a line each. Times are as in {@link NodeEntry}; {@code host}
 * is the .NET node's.
 */
public sealed interface NeighbourEntry {

    /** The lane, in {@link NodeEntry.Handled}, of what .NET nodes send: they know no lanes. */
    String LANE = "dotnet";

    long at();

    /**
     * What it answers now; written when that has changed.
     *
     * @param at when it was asked
     * @param master whom it names; {@code -} for nobody
     * @param listed the hosts in its list, itself among them, in alphabetical order
     */
    record Standing(long at, String host, String master, List<String> listed) implements NeighbourEntry {
        public Standing {
            listed = List.copyOf(listed);
        }
    }

    /** It does not answer any more. */
    record Absent(long at, String host) implements NeighbourEntry {}

    /**
     * Its business was told to send a message, once.
     *
     * @param at before that
     * @param target for people: {@code master}, or {@code id:3}
     * @param taken whether it said that it did
     */
    record Said(long at, String host, String body, String target, boolean taken) implements NeighbourEntry {}

    /** Its business got a message; {@code at} is when that was seen. */
    record Got(long at, String host, int type, String body) implements NeighbourEntry {}
}
