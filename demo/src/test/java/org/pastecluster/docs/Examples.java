package org.pastecluster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
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
