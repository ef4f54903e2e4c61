package org.pastecluster.simulation.fault;

/** What can go wrong; promises.md lists them. */
public enum FaultKind {
    /** A process dies and another is started at its address, which remembers nothing. */
    CRASH,
    /** The same happens to the leader. */
    LEADER_CRASH,
    /** A machine loses its power: its address is silent instead of refusing. */
    POWER_LOSS,
    /** A process stands still for less than a lease. */
    SHORT_PAUSE,
    /** A process stands still for longer than every time-out. */
    LONG_PAUSE,
    /** The leader stands still for longer than its lease. */
    LEADER_PAUSE,
    /** A machine is suspended: its monotonic clock stands still with it, its wall clock does not. */
    SUSPENDED,
    /** The leader's machine is suspended. */
    LEADER_SUSPENDED,
    /** A process needs long for every step. */
    SLOW,
    /** A wall clock jumps. */
    CLOCK_JUMP,
    /** One node can't call another, which can call it. */
    ONE_WAY_CUT,
    /** One node's connections to another are refused, though the other lives. */
    ONE_WAY_REFUSED,
    /** All packets from one machine to another are lost. */
    ONE_WAY_LOSS,
    /** Two nodes can't call each other. */
    PAIR_CUT,
    /** One node is cut from all others. */
    ISOLATED,
    /** The network falls into two sides. */
    SPLIT_IN_TWO,
    /** The network falls into three sides. */
    SPLIT_IN_THREE,
    /** Only neighbours in a row can call each other. */
    CHAIN,
    /** Random pairs are cut. */
    PARTIAL_MESH,
    /** All connections of a living node are closed. */
    LINKS_RESET,
    /** All connections of a living node are closed and new ones refused for a while. */
    REFUSED_ALIVE,
    /** The connections between two living nodes are closed. */
    LINK_RESET,
    /** The links between two nodes swallow what is written, and neither end is told. */
    HALF_OPEN_LINK,
    /** What is written on the links between two nodes comes late and at once. */
    STALE_BACKLOG,
    /** The connections of a node are closed again and again, as soon as they are open. */
    RECONNECT_STORM,
    /** All ways lose packets. */
    LOSS,
    /** All ways are slow and reorder. */
    DELAY,
    /** Requests arrive twice. */
    DUPLICATES,
    /** A proxy answers in place of a node. */
    PROXY,
    /** Another program listens on a dead node's port. */
    OTHER_PROGRAM,
    /** A name leads nowhere. */
    DNS_EMPTY,
    /** A name leads to another node. */
    DNS_STALE,
    /** A node has another secret than the others. */
    WRONG_SECRET,
    /** A node leaves politely and comes back. */
    LEAVE,
    /** The leader leaves politely and comes back. */
    LEADER_LEAVE,
    /** A leader hands over. */
    HAND_OVER,
    /** The leader leaves or hands over while the member that should succeed it stands still. */
    FROZEN_HEIR,
    /** A second process claims the address of one that lives. */
    FALSE_HOST,
    /** A person asks a node to look for the leader again. */
    SCAN,
    /** A person takes a living member out of the cluster. */
    REMOVE,
    /** A person tells a node of another one. */
    ADD_NODE,
    /** A node is given another name and number at run time. */
    RENAME,
    /** All nodes but one die. */
    ALL_BUT_ONE,
    /** Everything dies and is started again. */
    ALL_RESTART
}
