package org.pastecluster;

/** What became of a message at one target. Every message gets exactly one from each. */
public enum Verdict {
    /** Its handler has returned, and if it promised an answer for later, has given it. */
    DELIVERED,
    /** Its handler threw, or what it promised failed. */
    FAILED,
    /** It was not handed to a handler: nobody handles its type there, something is full, or the target does not lead. */
    REFUSED,
    /** Its time ran out before a handler took it. */
    EXPIRED,
    /** It was never transmitted: nobody bears that name, the target was gone before, or is a .NET node to which there was no connection. */
    GONE,
    /**
     * It was transmitted, and the target was gone before it said what became of it. It may have been handled, once; it is never sent
     * to another process.
     */
    UNKNOWN;

    /** Whether the handler certainly never saw it, so that sending it again does nothing twice. */
    public boolean isSurelyUnhandled() {
        return this == REFUSED || this == EXPIRED || this == GONE;
    }
}
