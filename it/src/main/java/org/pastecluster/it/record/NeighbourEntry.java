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

    /**
     * Its business got a message.
     *
     * @param at that of the {@link Inbox} that follows
     * @param place in that, from 0
     */
    record Got(long at, String host, int place, int type, String body) implements NeighbourEntry {}

    /**
     * The inbox of its business was read; whatever it has that was not there before stands in the lines before this one.
     *
     * @param at when it was asked for
     * @param until when the answer was there
     * @param node which node it is
     * @param size how much its process has got since its start, the component's own notices too
     */
    record Inbox(long at, long until, String host, int node, int size) implements NeighbourEntry {}

    /**
     * In one second, .NET nodes made so many requests to it about masters, health and votes; seconds without any are left out.
     *
     * @param at the end of that second
     */
    record Asked(long at, String host, int requests) implements NeighbourEntry {}

    /** Each of these .NET nodes was told that the next one is master, and the last one that the first is: none of them is. */
    record Ring(long at, List<String> hosts) implements NeighbourEntry {
        public Ring {
            hosts = List.copyOf(hosts);
        }
    }
}
