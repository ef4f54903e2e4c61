package org.pastecluster.bench.pekko;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.NodePlan;

/** What this node's actors have seen, for those who only read. Thread-safe. */
final class Seen {

    private final NodePlan plan;
    private final AtomicReferenceArray<@Nullable ActorRef> actors;
    private volatile int leader = -1;
    private volatile boolean leads;

    Seen(NodePlan plan) {
        this.plan = plan;
        this.actors = new AtomicReferenceArray<>(plan.size());
    }

    NodePlan plan() {
        return plan;
    }

    /** The receiving actors of the other nodes that are up. */
    AtomicReferenceArray<@Nullable ActorRef> actors() {
        return actors;
    }

    int indexOf(Address address) {
        return plan.indexOfPort((Integer) address.port().get());
    }

    int leader() {
        return leader;
    }

    void leader(int index) {
        leader = index;
    }

    boolean leads() {
        return leads;
    }

    void leads(boolean value) {
        leads = value;
    }

    int members() {
        int count = 1;
        for (int i = 0; i < actors.length(); i++) {
            count += actors.get(i) == null ? 0 : 1;
        }
        return count;
    }
}
