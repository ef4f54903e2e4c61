package org.pastecluster.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.pastecluster.servlet.ClusterServlet;

/** Tomcats as others set them up: with TLS, or with few threads and an application that blocks them. */
final class LinkServers {

    private static final String PASSWORD = "changeit";

    private LinkServers() {}

    static Tomcat plain(Path folder, int port, int threads, LinkNode node) throws Exception {
        Tomcat tomcat = tomcat(folder, node);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(threads));
        connector.setProperty("minSpareThreads", "1");
        tomcat.setConnector(connector);
        tomcat.start();
        return tomcat;
    }

    static Tomcat secure(Path folder, Path keys, int port, LinkNode node) throws Exception {
        Tomcat tomcat = tomcat(folder, node);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig config = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keys.toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        config.addCertificate(certificate);
        connector.addSslHostConfig(config);
        tomcat.setConnector(connector);
        tomcat.start();
        return tomcat;
    }

    private static Tomcat tomcat(Path folder, LinkNode node) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "cluster", new ClusterServlet(node.transport.handler()))
                .setAsyncSupported(true);
        context.addServletMappingDecoded("/api/cluster/*", "cluster");
        return tomcat;
    }

    static void addBlocking(Tomcat tomcat, CountDownLatch begun, CountDownLatch release) {
        Context context = (Context) tomcat.getHost().findChildren()[0];
        Tomcat.addServlet(context, "blocking", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        context.addServletMappingDecoded("/block", "blocking");
    }

    static void close(Tomcat tomcat) throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    /** A certificate for 127.0.0.1 that nobody has signed but itself. */
    static Path keys(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ours",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=ours",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return file;
    }

    static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ours", store.getCertificate("ours"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
