package org.pastecluster.protocol;

import org.pastecluster.message.Envelope;
import org.pastecluster.message.LeaderRef;

/**
 * A leader that this node could not reach, to be let in, and that calls this node. If it has had what this node sent since, the two have
 * exchanges in the direction that is open, and it can be followed: what it publishes comes by its own calls.
 */
final class OneWayLeader {

    private final NodeState state;
    private long incarnation;
    private long triedAt = Peer.NEVER;

    OneWayLeader(NodeState state) {
        this.state = state;
    }

    /** It was called in vain; the last call was sent at this time. */
    void notReached(LeaderRef leader, long since) {
        incarnation = leader.incarnation();
        triedAt = since;
    }

    /**
     * Whether this node, which has no leader, may follow the one that sent this of its own accord: it must be that one, lead with a number
     * that is not closed, and publish views that are newer than the one held here.
     */
    boolean mayBeFollowed(LeaderRef leader, Envelope envelope) {
        boolean hears = leader.incarnation() == incarnation
                && leader.member().isSameProcessAs(envelope.from())
                && envelope.echo() > 0
                && state.self.sentAt(envelope.echo()) >= triedAt
                && state.now() - triedAt < state.timing.lease;
        return hears && state.allegiance.supported() == null && publishesNewer(leader);
    }

    private boolean publishesNewer(LeaderRef leader) {
        LeaderRef publisher = state.membership.publisher();
        boolean ofItself = publisher != null && publisher.isSameProcessAs(leader);
        return leader.number() >= state.numbers.published()
                && (ofItself || state.membership.id().number() < leader.number());
    }
}
