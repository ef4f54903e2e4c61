package org.pastecluster.spring.boot;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** What connections to other nodes are made with: a bundle of the application's, as it is when the connection is made. Thread-safe. */
final class SslBundleSource implements Supplier<SSLContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SslBundleSource.class);

    private volatile SSLContext present;

    /** @throws ClusterSettingException when there is no such bundle, or it cannot be read */
    SslBundleSource(SslBundles bundles, String name) {
        try {
            present = bundles.getBundle(name).createSslContext();
            bundles.addBundleUpdateHandler(name, this::take);
        } catch (NoSuchSslBundleException unknown) {
            throw new ClusterSettingException(
                    "The property pastecluster.ssl-bundle names '" + name
                            + "', and there is no SSL bundle of that name.",
                    "Define it under spring.ssl.bundle, or take one of these: "
                            + String.join(", ", bundles.getBundleNames()) + ".");
        } catch (IllegalStateException broken) {
            throw new ClusterSettingException(
                    "The SSL bundle '" + name + "' of the property pastecluster.ssl-bundle cannot be used: "
                            + broken.getMessage() + ".",
                    "Look at its properties under spring.ssl.bundle.");
        }
    }

    private void take(SslBundle reloaded) {
        try {
            present = reloaded.createSslContext();
        } catch (RuntimeException broken) {
            // Whoever else waits for the bundle is told after this.
            LOG.error(
                    "The reloaded SSL bundle cannot be used for connections to other nodes; the one before is.",
                    broken);
        }
    }

    @Override
    public SSLContext get() {
        return present;
    }
}
