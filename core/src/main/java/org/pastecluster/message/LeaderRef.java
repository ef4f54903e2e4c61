package org.pastecluster.message;

import org.pastecluster.Member;

/**
 * Who leads, under which number.
 *
 * @param member the leader
 * @param number its number
 */
public record LeaderRef(Member member, long number) {

    /** A fencing token is the number times 65,536 and 16 random bits: beyond this it would be negative, smaller than all others. */
    public static final long HIGHEST_NUMBER = (1L << 47) - 1;

    public String host() {
        return member.host();
    }

    public long incarnation() {
        return member.incarnation();
    }

    /** Whether both name the same process, under whatever number. */
    public boolean isSameProcessAs(LeaderRef other) {
        return member.isSameProcessAs(other.member);
    }
}
