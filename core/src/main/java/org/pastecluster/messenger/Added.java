package org.pastecluster.messenger;

/** What became of an attempt to give a message to a correspondent. */
enum Added {
    YES,
    FULL,

    /** It is no member any more. */
    GONE
}
