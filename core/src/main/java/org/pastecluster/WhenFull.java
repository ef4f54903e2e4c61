package org.pastecluster;

/** What a sender wants when too much waits for a target already. */
public enum WhenFull {
    /** The verdict {@link Verdict#REFUSED} at once. */
    REFUSE,
    /** The sending thread waits for room, at most until the message's time runs out. Not on a handler's or listener's thread. */
    BLOCK
}
