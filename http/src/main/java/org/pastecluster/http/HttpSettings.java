package org.pastecluster.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a node speaks HTTP. Immutable and thread-safe; made by {@link #builder()}, which checks everything once.
 *
 * @param secrets the secrets of the cluster: the first one signs, each is accepted
 * @param modes the ways to authenticate: the first one is used to speak, each is accepted
 * @param basePath the path under which all paths of the cluster lie; {@code /api/cluster}
 * @param openReads whether the paths status, nodes and run are open to everybody, as with .NET; false
 * @param nodeCode the code that {@code find} answers to; null for none
 * @param sslContext gives what connections to hosts that begin with https are made with; asked for each new connection, on a
 *     thread that may wait. If it, or what it gives, is null, that is the JVM's default
 * @param connectTimeout longest wait for a connection; 1 s
 * @param answerTimeout longest time that a request's body may take to arrive, and that it waits for this node's protocol; 5 s
 * @param limits how much others can make this node hold
 */
public record HttpSettings(
        List<Secret> secrets,
        List<AuthMode> modes,
        String basePath,
        boolean openReads,
        @Nullable String nodeCode,
        @Nullable Supplier<? extends @Nullable SSLContext> sslContext,
        Duration connectTimeout,
        Duration answerTimeout,
        HttpLimits limits) {

    public HttpSettings {
        secrets = List.copyOf(secrets);
        modes = List.copyOf(modes);
        HttpSettingsRules.check(secrets, modes, basePath, openReads);
        HttpSettingsRules.positive("connectTimeout", connectTimeout);
        HttpSettingsRules.positive("answerTimeout", answerTimeout);
    }

    /** Settings with the defaults, but for the secret, which has none. */
    public static HttpSettingsBuilder builder() {
        return new HttpSettingsBuilder();
    }

    /** Whether requests that are authenticated this way are taken. */
    public boolean accepts(AuthMode mode) {
        return modes.contains(mode);
    }
}
