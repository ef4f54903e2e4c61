package org.pastecluster.bench.pekko;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.pastecluster.bench.system.Inbox;

/**
 * Receives bodies, and learns where the same actors of the other nodes are, asking until they answer: a message may be lost. A body of
 * one byte says who leads.
 */
final class ReceivingActor extends AbstractActorWithTimers {

    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Set<Address> unknown = new HashSet<>();
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
                .match(ClusterEvent.MemberUp.class, up -> begin(up.member().address()))
                .match(
                        ClusterEvent.MemberRemoved.class,
                        gone -> forget(gone.member().address()))
                .match(ActorIdentity.class, this::learn)
                .matchEquals(AGAIN, again -> askAll())
                .build();
    }

    private void receive(byte[] body) {
        if (body.length == 1) {
            seen.leader(body[0]);
            getSender().tell(body, getSelf());
        } else {
            inbox.received(body, 0, body.length);
        }
    }

    private void begin(Address address) {
        if (!address.equals(cluster.selfAddress())) {
            unknown.add(address);
            askAll();
        }
    }

    private void askAll() {
        for (Address address : unknown) {
            getContext().actorSelection(address + "/user/" + PekkoNode.NAME).tell(new Identify(""), getSelf());
        }
        if (!unknown.isEmpty()) {
            getTimers().startSingleTimer(AGAIN, AGAIN, AGAIN);
        }
    }

    private void learn(ActorIdentity identity) {
        identity.getActorRef().ifPresent(actor -> at(actor.path().address(), actor));
    }

    private void at(Address address, ActorRef actor) {
        unknown.remove(address);
        seen.actors().set(seen.indexOf(address), actor);
    }

    private void forget(Address address) {
        unknown.remove(address);
        seen.actors().set(seen.indexOf(address), null);
    }
}
