package org.pastecluster.spring.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Key stores with one self-signed certificate for loopback. */
final class Certificates {

    static final String PASSWORD = "of-the-store";

    private Certificates() {}

    static Path make(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
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
            throw new IOException("keytool: " + said);
        }
        trust(file, name);
        return file;
    }

    /** A store beside it that trusts it: as an anchor, what has a key does not count. */
    private static void trust(Path file, String name) throws IOException {
        try {
            KeyStore own = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(name, own.getCertificate(name));
            try (OutputStream out = Files.newOutputStream(trusted(file))) {
                trusted.store(out, PASSWORD.toCharArray());
            }
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Path trusted(Path file) {
        return Path.of(file + ".trusted");
    }

    /** The properties of a bundle that has and trusts nothing but that certificate. */
    static String[] bundle(String name, Path file) {
        String prefix = "spring.ssl.bundle.jks." + name;
        return new String[] {
            prefix + ".keystore.location=" + file.toUri(),
            prefix + ".keystore.password=" + PASSWORD,
            prefix + ".truststore.location=" + trusted(file).toUri(),
            prefix + ".truststore.password=" + PASSWORD
        };
    }
}
