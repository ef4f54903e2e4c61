package org.pastecluster;

/** What kind of thing a line of the history tells. */
public enum HistoryKind {
    /** This node began to lead. */
    ACQUIRED,
    /** This leader took a higher number and went on. */
    OUTBID,
    /** This node stopped leading. */
    LOST,
    /** This node follows another leader than before. */
    LEADER,
    /** A member came. */
    JOINED,
    /** A member went. */
    LEFT,
    /** A node was suspected, on what evidence. */
    SUSPECTED,
    /** A competition: who claimed, who won against whom. */
    CLAIM,
    /** Two leaders met. */
    MET,
    /** This node noticed something about itself: it slept, its clock jumped, its address is claimed by another. */
    SELF
}
