package org.pastecluster.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;

/** Collects {@link HttpSettings}. Not thread-safe. */
public final class HttpSettingsBuilder {

    private final List<Secret> secrets = new ArrayList<>();
    private List<AuthMode> modes = List.of(AuthMode.SIGNED);
    private String basePath = "/api/cluster";
    private boolean openReads;
    private @Nullable String nodeCode;
    private @Nullable Supplier<? extends @Nullable SSLContext> sslContext;
    private Duration connectTimeout = Duration.ofSeconds(1);
    private Duration answerTimeout = Duration.ofSeconds(5);
    private HttpLimits limits = HttpLimits.DEFAULT;

    HttpSettingsBuilder() {}

    /**
     * Adds a secret. The first one signs, all are accepted: to change the secret, add the new one behind the old at every node,
     * then put it first at every node, then take the old one away.
     */
    public HttpSettingsBuilder secret(String value) {
        secrets.add(new Secret(value));
        return this;
    }

    /**
     * How nodes authenticate; {@link AuthMode#SIGNED} alone by default. The first one is used to speak, all are accepted.
     */
    public HttpSettingsBuilder auth(AuthMode... values) {
        modes = List.of(values);
        return this;
    }

    public HttpSettingsBuilder basePath(String value) {
        basePath = value;
        return this;
    }

    /** Leaves {@code status}, {@code nodes} and {@code run} open to everybody, as .NET does. Needs the mode TOKEN. */
    public HttpSettingsBuilder openReads(boolean value) {
        openReads = value;
        return this;
    }

    public HttpSettingsBuilder nodeCode(@Nullable String value) {
        nodeCode = value;
        return this;
    }

    /** For hosts that begin with https; its key manager, if it has one, gives the client certificate. */
    public HttpSettingsBuilder sslContext(@Nullable SSLContext value) {
        sslContext = value == null ? null : () -> value;
        return this;
    }

    /**
     * As {@link #sslContext(SSLContext)}, for certificates that change while the node runs: each new connection is made with what this
     * gives then. Connections that are open go on with what they were made with.
     *
     * @param source asked on a thread that may wait; null from it means the JVM's default. What it throws is found like a node that
     *     does not answer, with its message
     */
    public HttpSettingsBuilder sslContext(Supplier<? extends @Nullable SSLContext> source) {
        sslContext = source;
        return this;
    }

    public HttpSettingsBuilder connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    public HttpSettingsBuilder answerTimeout(Duration value) {
        answerTimeout = value;
        return this;
    }

    public HttpSettingsBuilder limits(HttpLimits value) {
        limits = value;
        return this;
    }

    /**
     * Checks the settings.
     *
     * @throws ClusterConfigurationException naming the first one that cannot work
     */
    public HttpSettings build() {
        return new HttpSettings(
                secrets, modes, basePath, openReads, nodeCode, sslContext, connectTimeout, answerTimeout, limits);
    }
}
