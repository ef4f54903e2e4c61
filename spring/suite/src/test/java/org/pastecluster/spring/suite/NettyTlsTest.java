package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two WebFlux applications on Netty that speak TLS: what encrypts stays on a connection that becomes a link. */
@Tag("netty")
@Tag("slow")
class NettyTlsTest {

    private static final String PASSWORD = "password-of-a-test";
    private static final int LARGE = 4 << 20;

    @TempDir
    private static Path folder;

    private static Path file;

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class Trusting {

        @Bean
        static Requests requests() {
            return new Requests();
        }

        @Bean
        PasteClusterCustomizer trust() throws Exception {
            SSLContext context = trusted();
            return builder -> builder.http(settings -> settings.sslContext(context));
        }
    }

    @Test
    void messages_of_all_sizes_travel_on_encrypted_links() throws Exception {
        file = certificate();
        String[] encrypted = {
            "server.ssl.key-store=" + file, "server.ssl.key-store-password=" + PASSWORD, "server.ssl.key-store-type=PKCS12"
        };
        try (ConfigurableApplicationContext first = App.start(List.of(Trusting.class), with(encrypted, "POD_IP=127.0.0.1"));
                ConfigurableApplicationContext second = App.start(
                        List.of(Trusting.class),
                        with(encrypted, "pastecluster.nodes=https://127.0.0.1:" + App.port(first), "POD_IP=127.0.0.1"))) {
            Cluster one = first.getBean(Cluster.class);
            Cluster two = second.getBean(Cluster.class);
            AtomicInteger bytes = new AtomicInteger();
            for (Cluster each : List.of(one, two)) {
                Waiting.until(Waiting.viewOfTwo(each));
                var unused = each.messages().on(20, message -> {});
                var unusedToo = each.messages().on(21, message -> bytes.addAndGet(message.content().length()));
            }
            assertThat(one.self().host()).startsWith("https://");
            Waiting.onLinks(two, first.getBean(Requests.class));
            Waiting.onLinks(one, second.getBean(Requests.class));

            Delivery large = Waiting.until(one.messages().send(Target.others(), Message.bytes(21, new byte[LARGE])));

            assertThat(large.isDelivered()).isTrue();
            assertThat(bytes).hasValue(LARGE);
        }
    }

    private static String[] with(String[] properties, String... others) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    private static Path certificate() throws Exception {
        Path made = folder.resolve("key");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=a", "-ext", "san=ip:127.0.0.1",
                        "-storetype", "PKCS12", "-keystore", made.toString(), "-storepass", PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return made;
    }

    private static SSLContext trusted() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
