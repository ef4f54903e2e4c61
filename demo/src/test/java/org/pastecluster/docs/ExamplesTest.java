package org.pastecluster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Leadership;
import org.pastecluster.Role;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.server.ClusterServer;
import org.pastecluster.servlet.ClusterServlet;

/** The Java snippets of the README do what the README says. */
class ExamplesTest {

    private static final String SECRET = "correct-horse-battery-staple";

    /** Held, for a logger that nobody holds is forgotten with its level. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    @TempDir
    private Path directory;

    @BeforeAll
    static void quiet() {
        TOMCAT.setLevel(Level.SEVERE);
    }

    private static String freeHost() throws IOException {
        return "http://127.0.0.1:" + FreePort.find();
    }

    private static <T> T within(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void four_lines_make_a_cluster() throws Exception {
        String host = freeHost();
        List<String> out = new ArrayList<>();

        try (ClusterServer server = Examples.fourLines(host, host, SECRET, out::add)) {
            assertThat(out).containsExactly(host + " leads 1 member(s)");
            assertThat(server.cluster().isLeader()).isTrue();
        }
    }

    @Test
    void messages_reach_the_node_that_is_named_and_bring_verdicts_and_replies() throws Exception {
        String one = freeHost();
        String other = freeHost();
        String nodes = one + ";" + other;
        List<String> blue = new CopyOnWriteArrayList<>();
        List<String> green = new CopyOnWriteArrayList<>();
        List<String> out = new CopyOnWriteArrayList<>();

        try (ClusterServer first = Examples.handling(one, nodes, SECRET, "blue", blue::add);
                ClusterServer second = Examples.handling(other, nodes, SECRET, "green", green::add)) {
            within(members(second.cluster(), 2));
            within(members(first.cluster(), 2));
            within(Examples.send(second.cluster(), out::add));
            assertThat(within(Examples.ask(second.cluster()))).isEqualTo("idle");
            Delivery delivery = within(Examples.upload(first.cluster(), other, new byte[200_000]));

            assertThat(blue).containsExactly("shop 4.2");
            assertThat(out).containsExactly(first.cluster().self() + " DELIVERED ");
            assertThat(delivery.isDelivered()).isTrue();
            assertThat(green).hasSize(1);
        }
    }

    private static CompletionStage<Void> members(Cluster cluster, int count) {
        CompletableFuture<Void> complete = new CompletableFuture<>();
        cluster.addListener(event -> {
            if (event instanceof ClusterEvent.ViewChanged changed
                    && changed.view().members().size() == count) {
                complete.complete(null);
            }
        });
        return complete;
    }

    @Test
    void a_node_that_finds_nobody_leads_and_says_what_is_wrong_with_its_source() throws Exception {
        String host = freeHost();
        Path memory = directory.resolve("memory");
        String nobody = "redis://127.0.0.1:" + FreePort.find();

        try (ClusterServer server = Discoveries.discovering(host, SECRET, nobody, memory)) {
            assertThat(within(server.cluster().awaitLeader()).role()).isEqualTo(Role.LEADING);
            assertThat(server.cluster().health().reasons())
                    .anySatisfy(reason -> assertThat(reason).startsWith("The discovery RedisDiscovery could not"));
        }
        assertThat(Files.readString(memory)).contains("node " + host, "number ");
    }

    @Test
    void an_inbox_yields_news_and_messages() throws Exception {
        String host = freeHost();
        List<String> out = new ArrayList<>();

        try (ClusterServer server = Examples.fourLines(host, host, SECRET, line -> {})) {
            Examples.inbox(server.cluster(), out::add);
        }

        assertThat(out).containsExactly("this node leads 1 member(s)");
    }

    @Test
    void settings_are_taken() throws Exception {
        String one = freeHost();
        String other = freeHost();
        String nodes = one + ";" + other;

        try (ClusterServer first = Examples.tuned(one, nodes, SECRET, "an-older-one-of-24-chars");
                ClusterServer second = Examples.tuned(other, nodes, "an-older-one-of-24-chars", SECRET)) {
            ClusterView view = within(first.cluster().awaitLeader());

            assertThat(view.currentLeader()).isPresent();
            assertThat(within(second.cluster().awaitLeader()).leader()).isEqualTo(view.leader());
            assertThat(first.cluster().self().name()).isEqualTo("blue");
        }
    }

    @Test
    void a_servlet_makes_a_cluster() throws Exception {
        String host = freeHost();
        AtomicReference<PasteCluster> made = new AtomicReference<>();
        Tomcat tomcat = tomcat(host);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(
                (classes, servlets) -> made.set(Examples.servlet(servlets, host, host, SECRET)),
                Collections.emptySet());

        try {
            tomcat.start();
            Cluster cluster = within(Examples.started(made.get(), context.getServletContext()));

            assertThat(within(cluster.awaitLeader()).role()).isEqualTo(Role.LEADING);
        } finally {
            made.get().close();
            end(tomcat);
        }
    }

    @Test
    void a_web_xml_makes_a_cluster() throws Exception {
        String host = freeHost();
        Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        Path application = Files.createDirectories(directory.resolve("application/WEB-INF"));
        try (var template = getClass().getResourceAsStream("web.xml")) {
            String text = new String(template.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("http://192.0.2.3:8080", host)
                    .replace("http://192.0.2.4:8080", freeHost())
                    .replace("/etc/pastecluster/secret", secret.toString());
            Files.writeString(application.resolve("web.xml"), text);
        }
        Tomcat tomcat = tomcat(host);
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(application.getParent().toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        context.setParentClassLoader(getClass().getClassLoader());
        tomcat.getHost().addChild(context);

        try {
            tomcat.start();
            ServletContext servlets = context.getServletContext();
            Cluster cluster = within(ClusterServlet.cluster(servlets));

            assertThat(within(cluster.awaitLeader()).role()).isEqualTo(Role.LEADING);
        } finally {
            end(tomcat);
        }
    }

    private Tomcat tomcat(String host) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setPort(Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        return tomcat;
    }

    private static void end(Tomcat tomcat) throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void work_begins_and_ends_with_leadership() throws Exception {
        String host = freeHost();
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        Examples.FencedStore store = new Examples.FencedStore();
        Examples.Job job = new Examples.Job() {
            @Override
            public void start(Leadership leadership) {
                Examples.step(leadership, store, "done");
                calls.add("start");
            }

            @Override
            public void pause() {
                calls.add("pause");
            }

            @Override
            public void stop() {
                calls.add("stop");
            }
        };

        try (ClusterServer server =
                ClusterServer.builder().host(host).nodes(host).secret(SECRET).start()) {
            Examples.work(server.cluster(), job);
            assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo("start");
            long token = server.cluster().leadership().orElseThrow().token();

            assertThat(store.value()).isEqualTo("done");
            assertThat(store.write("of an older leader", token - 1)).isFalse();
            assertThat(store.value()).isEqualTo("done");
        }
        assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo("stop");
        assertThat(calls).isEmpty();
    }

    @Test
    void a_test_of_an_application_needs_no_time() {
        List<Integer> started = new ArrayList<>();

        Examples.testkit((node, cluster) -> started.add(node));

        assertThat(started).containsExactly(0, 1, 2);
    }

    @Test
    void a_cluster_can_be_looked_at() throws Exception {
        String host = freeHost();
        List<String> out = new ArrayList<>();

        try (ClusterServer server =
                ClusterServer.builder().host(host).nodes(host).secret(SECRET).start()) {
            within(server.cluster().awaitLeader());
            Examples.look(server.cluster(), out::add);
        }

        assertThat(out).first().isEqualTo(host + " ");
        assertThat(out).anyMatch(line -> line.contains(" ACQUIRED nobody led"));
        assertThat(out).last().isEqualTo("UP []");
    }
}
