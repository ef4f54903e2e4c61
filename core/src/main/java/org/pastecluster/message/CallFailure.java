package org.pastecluster.message;

/** Why a call brought no answer. What the difference proves decides how fast a dead node is replaced. */
public enum CallFailure {
    /** The address refused the connection: no process listens there. */
    REFUSED,
    /** No answer in time, or the connection broke: the peer may be alive. */
    SILENT,
    /** A node of this project answered and turned this one away, for instance because of a wrong secret. */
    REJECTED,
    /** Something that is no node of this cluster answered: a proxy's page, another program. */
    FOREIGN
}
