package org.pastecluster.bench.pekko;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;

/** Runs once in the cluster, and tells each node that is up or comes up where that is. */
final class LeadingActor extends AbstractActor {

    private final Seen seen;
    private final Cluster cluster = Cluster.get(getContext().getSystem());

    LeadingActor(Seen seen) {
        this.seen = seen;
    }

    @Override
    public void preStart() {
        seen.leads(true);
        cluster.subscribe(getSelf(), ClusterEvent.initialStateAsEvents(), ClusterEvent.MemberUp.class);
    }

    @Override
    public void postStop() {
        seen.leads(false);
        cluster.unsubscribe(getSelf());
    }

    @Override
    public Receive createReceive() {
        byte[] where = {(byte) seen.plan().index()};
        return receiveBuilder()
                .match(
                        ClusterEvent.MemberUp.class,
                        up -> getContext()
                                .actorSelection(up.member().address() + "/user/" + PekkoNode.NAME)
                                .tell(where, ActorRef.noSender()))
                .build();
    }
}
