package org.pastecluster;

/** What a node is doing in the cluster. */
public enum Role {
    /** It looks for a leader. */
    ASKING,
    /** It competes for leadership. */
    CLAIMING,
    /** It is a member and knows its leader. */
    FOLLOWING,
    /** It leads. */
    LEADING,
    /** It has left, or has not started. */
    STOPPED
}
