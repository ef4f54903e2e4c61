package org.pastecluster.docs;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Inbox;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Leadership;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.WhenFull;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.server.ClusterServer;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.testkit.VirtualApplication;
import org.pastecluster.testkit.VirtualCluster;

/** The Java snippets of the README. */
final class Examples {

    private Examples() {}

    static ClusterServer fourLines(String host, String nodes, String secret, Consumer<String> out) throws Exception {
        // tag::four-lines
        ClusterServer server =
                ClusterServer.builder().host(host).nodes(nodes).secret(secret).start();
        Cluster cluster = server.cluster();
        ClusterView view = cluster.awaitLeader().toCompletableFuture().get(10, TimeUnit.SECONDS);
        out.accept(view.currentLeader().orElseThrow().host() + " leads "
                + view.members().size() + " member(s)");
        // end::four-lines
        return server;
    }

    static ClusterServer tuned(String host, String nodes, String secret, String olderSecret) {
        // tag::settings
        ClusterServer server = ClusterServer.builder()
                .host(host)
                .nodes(nodes)
                .secret(secret)
                .secret(olderSecret) // still accepted
                .auth(AuthMode.SIGNED)
                .name("blue")
                .cluster(settings -> settings.lease(Duration.ofSeconds(4)).minMembers(2))
                .http(settings -> settings.connectTimeout(Duration.ofMillis(500)))
                .start();
        // end::settings
        return server;
    }

    static PasteCluster servlet(ServletContext context, String host, String nodes, String secret) {
        // tag::servlet
        PasteCluster node =
                PasteCluster.builder().host(host).nodes(nodes).secret(secret).create();
        ServletRegistration.Dynamic servlet = context.addServlet("cluster", new ClusterServlet(node));
        servlet.addMapping("/api/cluster/*");
        servlet.setAsyncSupported(true);
        // end::servlet
        return node;
    }

    static CompletionStage<Cluster> started(PasteCluster node, ServletContext context) {
        // tag::servlet-start
        // once the container has opened its port
        CompletionStage<Cluster> started = node.startWhenReachable(context::log);
        // end::servlet-start
        return started;
    }

    /** Work that only a leader may do. */
    interface Job {
        void start(Leadership leadership);

        void pause();

        void stop();
    }

    static void work(Cluster cluster, Job job) {
        // tag::leadership
        cluster.addListener(event -> {
            if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
                job.start(acquired.leadership());
            } else if (event instanceof ClusterEvent.LeadershipEnding) {
                job.pause(); // nobody has renewed the lease: it ends soon
            } else if (event instanceof ClusterEvent.LeadershipLost) {
                job.stop();
            }
        });
        // end::leadership
    }

    static void step(Leadership leadership, FencedStore store, String result) {
        // tag::fencing
        if (leadership.isValid()) { // reads the clock: false past the lease, whatever happened to this process
            store.write(result, leadership.token());
        }
        // end::fencing
    }

    // tag::fenced-store
    /** Stands for your database: {@code UPDATE ... SET value = ?, token = ? WHERE token <= ?}. */
    static final class FencedStore {
        private String value = "";
        private long highest;

        synchronized boolean write(String newValue, long token) {
            if (token < highest) {
                return false; // from a leader that has a successor already
            }
            highest = token;
            value = newValue;
            return true;
        }
        // end::fenced-store

        synchronized String value() {
            return value;
        }
    }

    private static final int DEPLOY = 11; // 0 and what is above 10 is yours
    private static final int STATUS = 12;

    static ClusterServer handling(String host, String nodes, String secret, String name, Consumer<String> deploy) {
        // tag::handle
        ClusterServer server = ClusterServer.builder()
                .host(host)
                .nodes(nodes)
                .secret(secret)
                .name(name)
                .messages(messages -> {
                    messages.on(DEPLOY, message -> deploy.accept(message.text()));
                    messages.onRequest(STATUS, message -> completedFuture(Message.text(STATUS, "idle")));
                })
                .start();
        // end::handle
        return server;
    }

    static CompletionStage<Void> send(Cluster cluster, Consumer<String> out) {
        // tag::send
        CompletionStage<Delivery> sent =
                cluster.messages().send(Target.named("blue"), Message.text(DEPLOY, "shop 4.2"));
        return sent.thenAccept(delivery -> delivery.outcomes()
                .forEach(outcome -> out.accept(outcome.target() + " " + outcome.verdict() + " " + outcome.reason())));
        // end::send
    }

    static CompletionStage<String> ask(Cluster cluster) {
        // tag::request
        CompletionStage<String> status = cluster.messages()
                .request(Target.leader(), Message.text(STATUS, "?"), Duration.ofSeconds(2))
                .thenApply(ClusterMessage::text);
        // end::request
        return status;
    }

    static CompletionStage<Delivery> upload(Cluster cluster, String host, byte[] image) {
        // tag::lane
        Lane uploads = cluster.messages()
                .openLane(LaneSettings.DEFAULT
                        .timeToLive(Duration.ofMinutes(5))
                        .whenFull(WhenFull.BLOCK)); // or REFUSE, which is the default
        CompletionStage<Delivery> sent = uploads.send(Target.host(host), Message.bytes(DEPLOY, image));
        // end::lane
        return sent;
    }

    static void inbox(Cluster cluster, Consumer<String> out) throws InterruptedException {
        // tag::inbox
        try (Inbox inbox = Inbox.open(cluster, 1000)) {
            Inbox.Entry entry = inbox.poll(Duration.ofSeconds(10));
            if (entry != null && entry.message() != null) {
                out.accept("type " + entry.type() + ": " + entry.message().text());
            } else if (entry != null && entry.type() == Inbox.LEADING) {
                out.accept("this node leads " + entry.view().members().size() + " member(s)");
            }
        }
        // end::inbox
    }

    static void testkit(VirtualApplication application) {
        // tag::testkit
        VirtualCluster cluster =
                VirtualCluster.builder(3).application(application).start();
        int leader = cluster.awaitLeader(Duration.ofSeconds(5)); // of virtual time: it takes a moment

        cluster.crash(leader);
        int next = cluster.awaitLeader(Duration.ofSeconds(10));
        assertThat(next).isNotEqualTo(leader);

        cluster.split(next);
        cluster.advance(Duration.ofMinutes(1));
        cluster.heal();
        cluster.awaitLeader(Duration.ofSeconds(10));
        // end::testkit
    }

    static void look(Cluster cluster, Consumer<String> out) {
        // tag::look
        cluster.view().members().forEach(member -> out.accept(member.host() + " " + member.name()));
        cluster.history().forEach(entry -> out.accept(entry.at() + " " + entry.kind() + " " + entry.why()));
        out.accept(cluster.health().status() + " " + cluster.health().reasons());
        // end::look
    }
}
