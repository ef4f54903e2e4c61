package org.pastecluster.simulation.growth;

/**
 * What one event of a cluster cost until all its nodes agreed again, heartbeats of that time included.
 *
 * @param event what happened
 * @param nodes how many nodes there were when it was over
 * @param over whether they agreed; else the event cost so much that it was not waited for, and all figures are only beginnings
 * @param messages requests and answers
 * @param bytes their size with the heads of HTTP
 * @param largest the size of the largest of them
 * @param mostly the kind of message that was sent most often, and its share
 * @param nanos how long it took
 */
public record Cost(
        Event event, int nodes, boolean over, long messages, long bytes, long largest, String mostly, long nanos) {

    /** What can happen to a cluster. */
    public enum Event {
        /** All nodes start at once. */
        FORM("all start at once"),
        /** Nothing, for ten seconds. */
        IDLE("idle, a second"),
        /** A follower's process dies. */
        FOLLOWER("a follower dies"),
        /** The leader's process dies. */
        LEADER("the leader dies"),
        /** The leader loses its power, and its address is silent instead of refusing. */
        LEADER_SILENT("the leader loses power");

        private final String words;

        Event(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    double messagesPerNode() {
        return (double) messages / nodes;
    }

    double bytesPerNode() {
        return (double) bytes / nodes;
    }
}
