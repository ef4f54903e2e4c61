package org.pastecluster.demo;

/** What the demo did to a node's process. */
enum Phase {
    STARTING,
    RUNNING,
    FROZEN,
    KILLED,
    LEFT,
    /** Nobody here asked it to end. */
    ENDED
}
