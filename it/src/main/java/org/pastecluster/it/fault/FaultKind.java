package org.pastecluster.it.fault;

/** What can go wrong; promises.md lists them. */
public enum FaultKind {
    /** SIGKILL of a node; another process is started at its address, which remembers nothing. */
    KILL,
    /** SIGKILL of the leader, and the same. */
    KILL_LEADER,
    /** SIGSTOP of a node for 0.2 s to 60 s. */
    PAUSE,
    /** SIGSTOP of the leader for 0.2 s to 60 s. */
    PAUSE_LEADER,
    /** A node leaves politely, by SIGTERM, and comes back. */
    LEAVE,
    /** The leader is asked to hand over; now and then to a node that stands still. */
    HAND_OVER,
    /** The network falls into two or three sides. */
    SPLIT,
    /** Two nodes lose each other, everybody else reaches both. */
    PAIR_CUT,
    /** One node's requests, and its streams, to another vanish; the other's arrive. */
    ONE_WAY_REQUESTS,
    /** All packets from one node to another vanish. */
    ONE_WAY_PACKETS,
    /** A node's network card is down. */
    LINK_DOWN,
    /** A fifth of the packets between some nodes is lost. */
    LOSS,
    /** What some nodes say to each other comes late, through a proxy that nobody sees. */
    DELAY,
    /** What some nodes say to each other stands still for a while, on open connections. */
    STALL,
    /** All connections of the leader are reset and new ones refused while it lives. */
    REFUSED_ALIVE,
    /** All request threads of a node's web server are busy for 30 s. */
    BUSY_THREADS,
    /** A node's wall clock is wrong, and jumps. */
    CLOCK,
    /** A proxy answers 302, 403, 502 or a page of HTML in a node's place. */
    PROXY_ANSWERS,
    /** Another program listens on a dead node's port. */
    OTHER_PROGRAM,
    /** A node with a wrong secret tries to join. */
    WRONG_SECRET,
    /** Everything is killed and started again, all at once. */
    ALL_COLD,
    /** Both cores are kept busy. */
    BUSY_CORES,
    /** Somebody hostile sends what no node would send. */
    HOSTILE
}
