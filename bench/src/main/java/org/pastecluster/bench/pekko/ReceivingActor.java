package org.pastecluster.bench.pekko;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.pastecluster.bench.system.Inbox;

/** Receives bodies, and learns where the same actors of the other nodes are. A body of one byte says who leads. */
final class ReceivingActor extends AbstractActor {

    private final Seen seen;
    private final Inbox inbox;
    private final Cluster cluster = Cluster.get(getContext().getSystem());

    ReceivingActor(Seen seen, Inbox inbox) {
        this.seen = seen;
        this.inbox = inbox;
    }

    @Override
    public void preStart() {
        cluster.subscribe(
                getSelf(),
                ClusterEvent.initialStateAsEvents(),
                ClusterEvent.MemberUp.class,
                ClusterEvent.MemberRemoved.class);
    }

    @Override
    public void postStop() {
        cluster.unsubscribe(getSelf());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(byte[].class, this::receive)
                .match(ClusterEvent.MemberUp.class, up -> ask(up.member().address()))
                .match(
                        ClusterEvent.MemberRemoved.class,
                        gone -> forget(gone.member().address()))
                .match(ActorIdentity.class, this::learn)
                .build();
    }

    private void receive(byte[] body) {
        if (body.length == 1) {
            seen.leader(body[0]);
        } else {
            inbox.received(body, 0, body.length);
        }
    }

    private void ask(Address address) {
        if (!address.equals(cluster.selfAddress())) {
            getContext().actorSelection(address + "/user/" + PekkoNode.NAME).tell(new Identify(""), getSelf());
        }
    }

    private void learn(ActorIdentity identity) {
        identity.getActorRef().ifPresent(actor -> at(actor.path().address(), actor));
    }

    private void at(Address address, ActorRef actor) {
        seen.actors().set(seen.indexOf(address), actor);
    }

    private void forget(Address address) {
        seen.actors().set(seen.indexOf(address), null);
    }
}
