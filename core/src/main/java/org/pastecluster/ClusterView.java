package org.pastecluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the cluster at one moment. Immutable; a newer one replaces it.
 *
 * @param self the node whose view this is
 * @param role what that node is doing
 * @param number the number of the leadership under which the members were published; 0 before the first
 * @param version grows with every change of the members under any number
 * @param leader the leader, or null while there is none
 * @param members the members, longest-standing first; this node alone before it has joined
 */
public record ClusterView(
        Member self,
        Role role,
        long number,
        long version,
        @Nullable Member leader,
        List<Member> members) {

    public ClusterView {
        members = List.copyOf(members);
    }

    /** The leader, or empty while there is none. */
    public Optional<Member> currentLeader() {
        return Optional.ofNullable(leader);
    }

    /** Whether this node is the only member. */
    public boolean isSingle() {
        return members.size() <= 1;
    }
}
