package org.pastecluster.bench.pekko;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;

/** Runs once in the cluster, and tells each node that is up or comes up where that is, until it has answered: a message may be lost. */
final class LeadingActor extends AbstractActorWithTimers {

    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Seen seen;
    private final Cluster cluster = Cluster.get(getContext().getSystem());
    private final Set<Address> untold = new HashSet<>();
    private final byte[] where;

    LeadingActor(Seen seen) {
        this.seen = seen;
        this.where = new byte[] {(byte) seen.plan().index()};
    }

    @Override
    public void preStart() {
        seen.leads(true);
        cluster.subscribe(
                getSelf(),
                ClusterEvent.initialStateAsEvents(),
                ClusterEvent.MemberUp.class,
                ClusterEvent.MemberRemoved.class);
    }

    @Override
    public void postStop() {
        seen.leads(false);
        cluster.unsubscribe(getSelf());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(ClusterEvent.MemberUp.class, up -> begin(up.member().address()))
                .match(
                        ClusterEvent.MemberRemoved.class,
                        gone -> untold.remove(gone.member().address()))
                .match(byte[].class, answer -> untold.remove(getSender().path().address()))
                .matchEquals(AGAIN, again -> tellAll())
                .build();
    }

    private void begin(Address address) {
        if (address.equals(cluster.selfAddress())) {
            seen.leader(seen.plan().index());
        } else {
            untold.add(address);
            tellAll();
        }
    }

    private void tellAll() {
        for (Address address : untold) {
            getContext().actorSelection(address + "/user/" + PekkoNode.NAME).tell(where, getSelf());
        }
        if (!untold.isEmpty()) {
            getTimers().startSingleTimer(AGAIN, AGAIN, AGAIN);
        }
    }
}
