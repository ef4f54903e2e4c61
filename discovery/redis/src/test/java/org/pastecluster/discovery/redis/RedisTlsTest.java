package org.pastecluster.discovery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;

/** {@code rediss} by a real Redis. */
class RedisTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Member NODE = new Member(NodeAddress.of("https://192.0.2.3:8443"), 0xabc);

    @TempDir
    private static Path folder;

    private static KeyStore keys;
    private static RedisServer server;
    private static int tlsPort;

    @BeforeAll
    static void start() throws Exception {
        Path program = RedisServer.program().orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: no redis-server on the PATH");
        keys = makeKeys();
        Path key = pem("PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
        Path certificate = pem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
        tlsPort = RedisServer.freePort();
        server = RedisServer.start(
                program,
                folder,
                "--tls-port",
                String.valueOf(tlsPort),
                "--tls-auth-clients",
                "no",
                "--tls-key-file",
                key.toString(),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-ca-cert-file",
                certificate.toString());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static KeyStore makeKeys() throws Exception {
        Path file = folder.resolve("keys");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(String what, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static RedisDiscovery at(String scheme, String host, int port, Duration timeout) throws Exception {
        return RedisDiscovery.builder(scheme + "://" + host + ":" + port)
                .sslContext(trusting())
                .timeout(timeout)
                .build();
    }

    @Test
    void nodesFindEachOther() throws Exception {
        RedisDiscovery discovery = at("rediss", "127.0.0.1", tlsPort, PATIENT);

        discovery.register(NODE);

        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void aCertificateOfAnotherNameIsNotTakenAndNeitherIsOneThatNobodyTrusts() {
        assertThatThrownBy(() -> at("rediss", "localhost", tlsPort, PATIENT).find())
                .hasMessageContaining("TLS with it failed");
        assertThatThrownBy(
                        () -> RedisDiscovery.of("rediss://127.0.0.1:" + tlsPort).find())
                .hasMessageContaining("TLS with it failed");
    }

    @Test
    void whatIsTrustedIsAskedForAtEachConnection() throws Exception {
        AtomicReference<SSLContext> trusted = new AtomicReference<>(SSLContext.getDefault());
        RedisDiscovery discovery = RedisDiscovery.builder("rediss://127.0.0.1:" + tlsPort)
                .sslContext(trusted::get)
                .timeout(PATIENT)
                .build();
        assertThatThrownBy(discovery::find).hasMessageContaining("TLS with it failed");

        trusted.set(trusting());
        discovery.register(NODE);

        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void theWrongSchemeIsSaid() {
        assertThatThrownBy(() -> at("rediss", "127.0.0.1", server.port(), Duration.ofMillis(500))
                        .find())
                .hasMessageContaining("it does not answer, or speaks no TLS there");
        assertThatThrownBy(() -> at("redis", "127.0.0.1", tlsPort, Duration.ofMillis(500))
                        .find())
                .isInstanceOf(IOException.class);
    }
}
