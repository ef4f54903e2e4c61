package org.pastecluster.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Role;

/** What a node answers to a {@link Request}. */
public sealed interface Reply extends Body {

    /** Heard; the envelope says the rest. */
    record Ack() implements Reply {}

    /**
     * To {@link Request.Ask}.
     *
     * @param role what the node is doing
     * @param leader the leader it knows, also one that it doubts; null when it knows none
     * @param leaderNewsNanos how old its last news of that leader is
     * @param member whether it has been a member of any cluster since its start
     */
    record State(Role role, @Nullable LeaderRef leader, long leaderNewsNanos, boolean member) implements Reply {}

    /**
     * To {@link Request.Join}, {@link Request.Heartbeat} and {@link Request.Publish}: what the sender lacks.
     *
     * @param update the step, or the whole view; null when the sender holds the newest
     */
    record Update(@Nullable ViewUpdate update) implements Reply {}

    /**
     * To a {@link Request.Publish} whose step does not fit: send me the whole view.
     */
    record NeedWhole() implements Reply {}

    /**
     * Turned away.
     *
     * @param why the reason, a sentence for people
     * @param leader who to turn to instead; null when not known
     */
    record Refused(Refusal reason, String why, @Nullable LeaderRef leader) implements Reply {}

    /** Why a node turns another away. */
    enum Refusal {
        /** The frame was meant for another incarnation of this host. */
        OTHER_INCARNATION,
        /** The receiver does not lead. */
        NOT_LEADER,
        /** Another process answers at the sender's host: the sender claims an address that is not its own. */
        FALSE_HOST,
        /** The receiver has left or is leaving. */
        STOPPED,
        /** The receiver follows another leader and holds to it. */
        OTHER_LEADER,
        /** The receiver is meeting another leader; ask again soon. */
        BUSY
    }

    /**
     * To {@link Request.Compete}.
     *
     * @param stance what the node makes of the claim
     * @param rival the leader that stands against it, or null
     * @param better the claim that stands against it, or null
     * @param grants leases that the node may have granted and that may still run
     */
    record Stand(
            Stance stance,
            @Nullable LeaderRef rival,
            @Nullable Claim better,
            List<Grant> grants) implements Reply {
        public Stand {
            grants = List.copyOf(grants);
        }
    }

    /** What a node makes of a claim. */
    enum Stance {
        /** It supports the claim, and acknowledges no other leader until the claim ends. */
        YES,
        /** It supports or makes a better claim. */
        BETTER_CLAIM,
        /** It has heard its leader lately, or leads itself. */
        LEADER_LIVES,
        /** The claimed number has been published already. */
        CLOSED_NUMBER
    }

    /** What is known of a node that was called. */
    enum Finding {
        /** It answered. */
        ALIVE,
        /** Its address refuses. */
        REFUSED,
        /** Another incarnation answered. */
        REPLACED,
        /** No answer. */
        SILENT
    }

    /**
     * To {@link Request.Relay}.
     *
     * @param inner the target's answer; null when it brought none
     * @param finding what was found at the target
     */
    record Relayed(@Nullable Frame inner, Finding finding) implements Reply {}

    /**
     * To {@link Request.Meet}.
     *
     * @param mine the figures of the node that answers
     * @param decision who goes on, told by the smaller host; null from the larger one
     * @param update the winner's view, to which the loser yields; null when the one that answers is not the winner
     */
    record Met(
            Figures mine,
            @Nullable LeaderRef decision,
            @Nullable ViewUpdate update) implements Reply {}

    /**
     * To everything that is asked of a .NET node, and to what is answered to one. The sender has incarnation 0, and the
     * rest of its envelope is empty.
     *
     * @param master whom it follows, itself when it leads; null for nobody
     * @param nodeCount how many nodes its list has; 0 if it did not say
     * @param voteTime when it began to compete last, in milliseconds of its own wall clock; 0 for never, or if it did not say
     * @param nodes its list, if that was asked for; else empty
     */
    record Neighbour(@Nullable Member master, int nodeCount, long voteTime, List<Member> nodes) implements Reply {
        public Neighbour {
            nodes = List.copyOf(nodes);
        }
    }
}
