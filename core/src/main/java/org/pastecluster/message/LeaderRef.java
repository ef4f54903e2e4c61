package org.pastecluster.message;

import org.pastecluster.Member;

/**
 * Who leads, under which number.
 *
 * @param member the leader
 * @param number its number
 */
public record LeaderRef(Member member, long number) {

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
