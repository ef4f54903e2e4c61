package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/** Calls to a server that shows a certificate and asks for one. */
@Tag("jdk")
class HttpsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private SSLContext ours;

    @BeforeEach
    void start() throws Exception {
        ours = context(certificate("ours", "san=ip:127.0.0.1"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(ours) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        byte[] answer = ("{\"success\":true,\"master\":null,\"node\":null,\"node_count\":3" + " ".repeat(40_000) + "}")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/api/cluster/health", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path certificate(String name, String names) throws Exception {
        Path file = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        String alias = store.aliases().nextElement();
        trusted.setCertificateEntry(alias, store.getCertificate(alias));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private DotNetAnswer ask(SSLContext context, String scheme) throws Exception {
        HttpSettings settings = HttpSettings.builder()
                .secret("a-secret-of-some-length")
                .auth(AuthMode.TOKEN)
                .sslContext(context)
                .build();
        try (NodeClient client = new NodeClient(settings, 1, TimeSource.system(), host -> {})) {
            DotNetAnswer first = health(client, scheme);
            DotNetAnswer second = health(client, scheme);
            assertThat(second).isEqualTo(first);
            return first;
        }
    }

    private DotNetAnswer health(NodeClient client, String scheme) throws Exception {
        String host = scheme + "://127.0.0.1:" + server.getAddress().getPort();
        return client.askDotNet(host, Operation.HEALTH, "http://me", null, null, LONG)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private CallFailure failure(SSLContext context, String scheme) throws Exception {
        return failure(() -> ask(context, scheme));
    }

    private static CallFailure failure(Callable<DotNetAnswer> call) throws Exception {
        try {
            throw new AssertionError("it was trusted: " + call.call());
        } catch (ExecutionException failed) {
            return ((NodeCallException) failed.getCause()).failure();
        }
    }

    @Test
    void speaks_https_with_a_client_certificate() throws Exception {
        assertThat(ask(ours, "https").nodeCount()).isEqualTo(3);
    }

    @Test
    void new_connections_are_made_with_what_is_given_then() throws Exception {
        SSLContext theirs = context(certificate("theirs", "san=ip:127.0.0.1"));
        AtomicReference<Supplier<SSLContext>> given = new AtomicReference<>(() -> theirs);
        HttpSettings settings = HttpSettings.builder()
                .secret("a-secret-of-some-length")
                .auth(AuthMode.TOKEN)
                .sslContext(() -> given.get().get())
                .build();
        try (NodeClient client = new NodeClient(settings, 1, TimeSource.system(), host -> {})) {
            assertThat(failure(() -> health(client, "https"))).isEqualTo(CallFailure.FOREIGN);

            given.set(() -> {
                throw new IllegalStateException("the file is half written");
            });
            assertThat(failure(() -> health(client, "https"))).isEqualTo(CallFailure.SILENT);

            given.set(() -> ours);
            assertThat(health(client, "https").nodeCount()).isEqualTo(3);
        }
    }

    @Test
    void trusts_no_other_certificate_and_no_other_name() throws Exception {
        assertThat(failure(context(certificate("theirs", "san=ip:127.0.0.1")), "https"))
                .isEqualTo(CallFailure.FOREIGN);
        server.stop(0);
        ours = context(certificate("named", "san=dns:example.org"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(ours));
        server.start();

        assertThat(failure(ours, "https")).isEqualTo(CallFailure.FOREIGN);
    }

    @Test
    void plain_text_to_a_tls_port_brings_nothing() throws Exception {
        assertThat(failure(ours, "http")).isIn(CallFailure.SILENT, CallFailure.FOREIGN);
    }
}
