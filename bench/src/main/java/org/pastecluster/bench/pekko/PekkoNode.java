package org.pastecluster.bench.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.singleton.ClusterSingletonManager;
import org.apache.pekko.cluster.singleton.ClusterSingletonManagerSettings;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/** A cluster of actor systems. Each has an actor that receives; the cluster's singleton is the leader, and says to all where it runs. */
public final class PekkoNode implements SystemNode {

    static final String NAME = "bench";

    private volatile @Nullable Seen seen;
    private @Nullable ActorSystem system;

    @Override
    public void start(NodePlan plan, Inbox inbox) {
        ActorSystem made = ActorSystem.create(NAME, config(plan));
        system = made;
        Seen all = new Seen(plan);
        Props receiver = Props.create(ReceivingActor.class, () -> new ReceivingActor(all, inbox));
        made.actorOf(plan.isTuned() ? receiver.withDispatcher("bench-receiver") : receiver, NAME);
        made.actorOf(
                ClusterSingletonManager.props(
                        Props.create(LeadingActor.class, () -> new LeadingActor(all)),
                        PoisonPill.getInstance(),
                        ClusterSingletonManagerSettings.create(made)),
                "leading");
        seen = all;
    }

    private static Config config(NodePlan plan) {
        String seeds = plan.ports().stream()
                .map(port -> "\"pekko://" + NAME + "@" + NodePlan.ADDRESS + ":" + port + "\"")
                .collect(Collectors.joining(","));
        Config own = ConfigFactory.parseString(
                "pekko.remote.artery.canonical.port=" + plan.port() + "\npekko.cluster.seed-nodes=[" + seeds + "]");
        Config form = plan.isTuned() ? resource("tuned.conf") : ConfigFactory.empty();
        return ConfigFactory.load(own.withFallback(form).withFallback(resource("shipped.conf")));
    }

    private static Config resource(String name) {
        return ConfigFactory.parseResources(PekkoNode.class, name);
    }

    private Seen seen() {
        Seen all = seen;
        if (all == null) {
            throw new IllegalStateException("Pekko has not started.");
        }
        return all;
    }

    @Override
    public void send(int target, byte[] body) {
        ActorRef actor = seen().actors().get(target);
        if (actor == null) {
            throw new IllegalStateException("Node " + target + " is not up.");
        }
        actor.tell(body, ActorRef.noSender());
    }

    @Override
    public void broadcast(byte[] body) {
        AtomicReferenceArray<@Nullable ActorRef> actors = seen().actors();
        for (int i = 0; i < actors.length(); i++) {
            ActorRef actor = actors.get(i);
            if (actor != null) {
                actor.tell(body, ActorRef.noSender());
            }
        }
    }

    @Override
    public boolean keepsBodies() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    @Override
    public int leader() {
        Seen all = seen;
        return all == null ? -1 : all.leader();
    }

    @Override
    public boolean leads() {
        Seen all = seen;
        return all != null && all.leads();
    }

    @Override
    public int members() {
        Seen all = seen;
        return all == null ? 0 : all.members();
    }

    @Override
    public void close() {
        if (system != null) {
            system.terminate();
        }
    }
}
