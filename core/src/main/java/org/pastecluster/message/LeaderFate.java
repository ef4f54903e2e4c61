package org.pastecluster.message;

/** What a claimant knows of the end of the leader that it wants to succeed. */
public enum LeaderFate {
    /** Nothing was heard of it; it may hold a lease. Also what a missing or unknown word means. */
    SILENT,
    /** Its address refuses, or another process answers there. Who is told so finds out for itself. */
    GONE,
    /** It said itself that it gave leadership up, and stays a member. No lease of its own runs any more. */
    RESIGNED,
    /** It said itself that it gave leadership up, and leaves the cluster. */
    LEFT;

    /** Whether the claimant need not wait for a lease of that leader. */
    public boolean isKnown() {
        return this != SILENT;
    }

    /** Whether that leader gave leadership up itself: whoever hears of it knows that none of its leases runs. */
    public boolean gaveUp() {
        return this == RESIGNED || this == LEFT;
    }
}
