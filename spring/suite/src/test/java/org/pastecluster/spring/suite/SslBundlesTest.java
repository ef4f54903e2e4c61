package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.NodeAddress;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;

/** Nodes that speak https by the application's SSL bundles. */
class SslBundlesTest {

    @TempDir
    Path folder;

    private ConfigurableApplicationContext start(Path certificate, String... more) {
        return App.start(
                List.of(),
                Stream.of(
                                Stream.of("server.ssl.bundle=own", "pastecluster.ssl-bundle=own"),
                                Arrays.stream(Certificates.bundle("own", certificate)),
                                Stream.of(more))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private static String url(ConfigurableApplicationContext application) {
        return "https://127.0.0.1:" + App.port(application);
    }

    private static void awaitMembers(ConfigurableApplicationContext application, int number) throws Exception {
        CompletableFuture<Void> there = new CompletableFuture<>();
        Cluster cluster = application.getBean(Cluster.class);
        var registration = cluster.addListener(event -> {
            if (event instanceof ClusterEvent.ViewChanged && cluster.view().members().size() == number) {
                there.complete(null);
            }
        });
        if (cluster.view().members().size() == number) {
            there.complete(null);
        }
        Waiting.until(there);
        registration.remove();
    }

    @Test
    void a_cluster_over_https_goes_on_with_a_reloaded_bundle() throws Exception {
        Path old = Certificates.make(folder, "old");
        Path renewed = Certificates.make(folder, "renewed");
        try (ConfigurableApplicationContext one = start(old, "POD_IP=127.0.0.1");
                ConfigurableApplicationContext two = start(old, "pastecluster.nodes=" + url(one))) {
            awaitMembers(one, 2);
            assertThat(two.getBean(Cluster.class).self().host()).isEqualTo(url(two));

            // Both trust the new one from now on, and show it.
            try (ConfigurableApplicationContext three = start(renewed, "POD_IP=127.0.0.1")) {
                SslBundle bundle = three.getBean(SslBundles.class).getBundle("own");
                one.getBean(SslBundleRegistry.class).updateBundle("own", bundle);
                two.getBean(SslBundleRegistry.class).updateBundle("own", bundle);
                three.getBean(Cluster.class).addNode(NodeAddress.of(url(one)));

                awaitMembers(one, 3);
                awaitMembers(three, 3);
            }
        }
    }

    @Test
    void a_bundle_that_is_not_there_ends_the_start() {
        assertThatThrownBy(() -> App.start("pastecluster.ssl-bundle=other"))
                .hasStackTraceContaining("The property pastecluster.ssl-bundle names 'other', and there is no SSL bundle of"
                        + " that name. Define it under spring.ssl.bundle");
    }
}
