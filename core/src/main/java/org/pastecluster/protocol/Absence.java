package org.pastecluster.protocol;

/** Whether this node was asleep or cut off, so that others may have elected a leader of whom it has not heard yet. */
final class Absence {

    private boolean lasting;
    private long backSince;

    void begins(long now) {
        lasting = true;
        backSince = now;
    }

    /** It follows a leader that lives, or leads itself. */
    void ends() {
        lasting = false;
    }

    /**
     * Its leader, or a member that acknowledges it, has heard what this node sent at that time. What it reads first after a sleep is
     * older than that and proves nothing.
     */
    void endsIfHeard(long sentAt) {
        lasting &= sentAt < backSince;
    }

    boolean isLasting() {
        return lasting;
    }
}
