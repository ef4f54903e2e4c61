package org.pastecluster.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node asks of another. Each has one answer, a {@link Reply}. */
public sealed interface Request extends Body
        permits NeighbourRequest,
                Request.Ask,
                Request.Join,
                Request.Heartbeat,
                Request.Publish,
                Request.Compete,
                Request.Withdraw,
                Request.Resign,
                Request.Leave,
                Request.Remove,
                Request.Relay,
                Request.Meet,
                Request.Carry,
                Request.Sighting {

    /**
     * Who are you, and who leads?
     *
     * @param target the host that is meant, so that who answers in its place is noticed
     */
    record Ask(String target) implements Request {}

    /**
     * Let me in.
     *
     * @param wanted hosts that the sender knows and that the leader should look for
     */
    record Join(List<String> wanted) implements Request {
        public Join {
            wanted = List.copyOf(wanted);
        }
    }

    /** I am alive; the answer brings what is new. Goes both ways between a leader and a member. */
    record Heartbeat() implements Request {}

    /** A leader's view, or a step of it. Sent to a node without a leader it is an invitation. */
    record Publish(ViewUpdate update) implements Request {}

    /**
     * I claim leadership.
     *
     * @param claim the claim
     * @param predecessor the last leader that the claimant followed; null when it knows of none
     * @param fate what became of that leader
     */
    record Compete(Claim claim, @Nullable LeaderRef predecessor, LeaderFate fate) implements Request {}

    /**
     * My claim has ended without success.
     *
     * @param claim the claim that ended
     */
    record Withdraw(Claim claim) implements Request {}

    /**
     * I give leadership up.
     *
     * @param leadership what is given up
     * @param heir host of the member that should claim at once; null when there is none
     * @param successor the leader that has won against the sender; null when it is still to be found
     * @param leaving whether the sender leaves the cluster as well
     */
    record Resign(
            LeaderRef leadership,
            @Nullable String heir,
            @Nullable LeaderRef successor,
            boolean leaving) implements Request {}

    /** I leave the cluster. */
    record Leave() implements Request {}

    /**
     * Take this member out of the cluster, everywhere. A follower passes it on to its leader.
     *
     * @param host the member's base URL
     */
    record Remove(String host) implements Request {}

    /**
     * Pass this on, I can't reach its target.
     *
     * @param target host of the node that it is meant for
     * @param relays how many more nodes may pass it on
     * @param inner the request
     */
    record Relay(String target, int relays, Frame inner) implements Request {}

    /**
     * We both lead; here are my figures.
     *
     * @param mine the sender's
     * @param decision who goes on, told by the smaller host once it knows both figures; else null
     */
    record Meet(Figures mine, @Nullable LeaderRef decision) implements Request {}

    /**
     * Give this to your application; answered when it is there, not when it is handled.
     *
     * @param incarnation the only process that may take it
     */
    record Carry(long incarnation, Batch batch) implements Request {}

    /**
     * I have met this leader, who is not ours.
     *
     * @param leader the other leader
     */
    record Sighting(LeaderRef leader) implements Request {}
}
