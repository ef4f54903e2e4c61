package org.pastecluster.samples.plain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.server.ClusterServer;

/** One node: it says who leads, and the one that does greets the others once a second. */
final class Greeter implements AutoCloseable {

    /** The type of our messages: any number above 10. */
    private static final int GREETING = 20;

    private final ClusterServer server;
    private final Consumer<String> out;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /**
     * @param host this node's own URL, as the others reach it
     * @param nodes the URLs of all, joined by {@code ;}
     * @param secret the same at all nodes
     * @param out takes lines for people, on threads of the cluster
     */
    Greeter(String host, String nodes, String secret, Consumer<String> out) {
        this.out = out;
        server = ClusterServer.builder()
                .host(host)
                .nodes(nodes)
                .secret(secret)
                .messages(messages ->
                        messages.on(GREETING, message -> out.accept(host + " was greeted: " + message.text())))
                .listener(event -> tell(host, event))
                .start();
        var unused = clock.scheduleAtFixedRate(this::greet, 1, 1, TimeUnit.SECONDS);
    }

    private void tell(String host, ClusterEvent event) {
        if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            out.accept(host + " leads, with token " + acquired.leadership().token());
        } else if (event instanceof ClusterEvent.LeaderChanged changed) {
            changed.view()
                    .currentLeader()
                    .ifPresent(leader -> out.accept(host + " knows that " + leader.host() + " leads"));
        } else if (event instanceof ClusterEvent.MemberLeft left) {
            out.accept(host + " has lost " + left.member().host() + ": " + left.reason());
        }
    }

    private void greet() {
        Cluster cluster = server.cluster();
        if (cluster.isLeader() && !cluster.isSingle()) {
            Message greeting =
                    Message.text(GREETING, "good day from " + cluster.self().host());
            var unused = cluster.messages().send(Target.others(), greeting).thenAccept(this::complain);
        }
    }

    private void complain(Delivery delivery) {
        if (!delivery.isDelivered()) {
            out.accept("not delivered: " + delivery.first().reason());
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        server.close();
    }

    /** {@code Greeter URL URLS}, with the secret in PASTECLUSTER_SECRET. Leaves the cluster when it is told to end. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Give this node's URL and the URLs of all nodes, joined by ';'.");
            System.exit(2);
        }
        try {
            var unused = new Greeter(
                    args[0], args[1], System.getenv().getOrDefault("PASTECLUSTER_SECRET", ""), System.out::println);
        } catch (ClusterConfigurationException cannotWork) {
            System.err.println(cannotWork.getMessage());
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }
}
