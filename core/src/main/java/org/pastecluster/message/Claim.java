package org.pastecluster.message;

import org.pastecluster.Member;

/**
 * A candidate's claim to lead. Claims are totally ordered, so that all who see the same two prefer the same one: the
 * larger number, then the smallest vote time, id, host and incarnation.
 *
 * @param number the number it wants to lead under
 * @param voteTime epoch milliseconds at which the candidate began to compete
 * @param candidate who claims
 */
public record Claim(long number, long voteTime, Member candidate) {

    public boolean isBetterThan(Claim other) {
        if (number != other.number) {
            return number > other.number;
        }
        if (voteTime != other.voteTime) {
            return voteTime < other.voteTime;
        }
        if (candidate.id() != other.candidate.id()) {
            return candidate.id() < other.candidate.id();
        }
        int byHost = candidate.host().compareTo(other.candidate.host());
        return byHost != 0 ? byHost < 0 : candidate.incarnation() < other.candidate.incarnation();
    }

    /** Whether both come from one candidate's process; a repeated claim may carry a higher number. */
    public boolean isOfSameCandidateAs(Claim other) {
        return candidate.isSameProcessAs(other.candidate);
    }
}
