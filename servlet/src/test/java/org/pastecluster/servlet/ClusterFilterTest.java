package org.pastecluster.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.http.bootstrap.PasteCluster;

/** A real Tomcat under {@code /app}, with the cluster's filter before one that turns everything else away. */
class ClusterFilterTest {

    private static final int OTHERS = 418;

    @TempDir
    Path directory;

    private final PasteCluster node = PasteCluster.builder()
            .host("http://127.0.0.1:1/app")
            .secret("a-secret-of-the-filter's-tests")
            .shutdownHook(false)
            .create();
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/api/cluster/status", "/app/api/cluster/status?a=b", "/app/api/cluster/ask"})
    void the_clusters_paths_are_answered_ahead_of_other_filters(String uri) throws Exception {
        serve(new ClusterFilter(node), true);

        assertThat(get(uri)).startsWith("HTTP/1.1 401").contains("{\"success\":false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/api/cluster/role/leader", "/app/api/cluster/role/member", "/app/api/cluster/live"})
    void so_is_what_load_balancers_ask(String uri) throws Exception {
        serve(new ClusterFilter(node), true);

        assertThat(get(uri)).startsWith("HTTP/1.1 503").contains("cache-control: no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/",
                "/app/api/cluster",
                "/app/api/cluster/",
                "/app/api/cluster/status/",
                "/app/api/cluster/no-such-word",
                "/app/api/cluster/STATUS",
                "/app/api/cluster/status;x",
                "/app/api/cluster;x/status",
                "/app;x/api/cluster/status",
                "//app/api/cluster/status",
                "/app//api/cluster/status",
                "/app/api//cluster/status",
                "/app/api/cluster//status",
                "/app/api/%63luster/status",
                "/app/api/cluster/%73tatus",
                "/%61pp/api/cluster/status",
                "/app/./api/cluster/status",
                "/app/x/../api/cluster/status",
                "/app/api/cluster/role",
                "/app/api/cluster/role;x/leader",
                "/app/api/cluster/role//leader",
                "/app/api/cluster/LIVE",
            })
    void a_path_that_is_spelled_otherwise_is_left_to_the_filters_behind(String uri) throws Exception {
        serve(new ClusterFilter(node), true);

        assertThat(get(uri)).startsWith("HTTP/1.1 " + OTHERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/api%2fcluster/status", "/app/api/cluster%2Fstatus"})
    void an_escaped_slash_leads_nowhere(String uri) throws Exception {
        serve(new ClusterFilter(node), true);

        assertThat(get(uri)).matches("(?s)HTTP/1.1 (400|418) .*").doesNotContain("success");
    }

    @Test
    void another_base_path_moves_all_paths() throws Exception {
        serve(new ClusterFilter(node::handler, "/inside"), true);

        assertThat(get("/app/api/cluster/status")).startsWith("HTTP/1.1 " + OTHERS);
    }

    @Test
    void without_a_node_the_clusters_paths_say_so() throws Exception {
        serve(new ClusterFilter(() -> null, ClusterFilter.BASE_PATH), true);

        assertThat(get("/app/api/cluster/status")).startsWith("HTTP/1.1 503").contains("not been started");
    }

    @Test
    void a_registration_without_async_is_named_in_the_answer() throws Exception {
        serve(new ClusterFilter(node), false);

        assertThat(get("/app/api/cluster/status")).startsWith("HTTP/1.1 500").contains("async-supported");
    }

    private void serve(Filter first, boolean async) throws LifecycleException {
        Context context = tomcat.addContext("/app", null);
        add(context, "cluster", first, async);
        add(context, "others", new TurnsAway(), async);
        // Without a servlet, Tomcat calls no filter.
        Wrapper application = Tomcat.addServlet(context, "application", new DefaultServlet());
        application.setAsyncSupported(true);
        application.addMapping("/");
        tomcat.start();
    }

    private static void add(Context context, String name, Filter filter, boolean async) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported(String.valueOf(async));
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        map.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(map);
    }

    /** By hand, for a client would tidy the URI up. */
    private String get(String uri) throws IOException {
        int port = tomcat.getConnector().getLocalPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + uri + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A login that nobody passes. */
    private static final class TurnsAway implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
            assertThat(request).isInstanceOf(HttpServletRequest.class);
            ((HttpServletResponse) response).setStatus(OTHERS);
        }
    }
}
