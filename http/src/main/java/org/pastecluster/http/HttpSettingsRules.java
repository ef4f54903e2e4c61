package org.pastecluster.http;

import java.time.Duration;
import java.util.List;
import org.pastecluster.ClusterConfigurationException;

/** What must hold of the settings, each rule with the sentence that a user reads when it does not. */
final class HttpSettingsRules {

    private static final int SHORTEST_SIGNED = 16;
    private static final int SHORTEST_TOKEN = 6;
    private static final int MOST_SECRETS = 4;

    private HttpSettingsRules() {}

    static void check(List<Secret> secrets, List<AuthMode> modes, String basePath, boolean openReads) {
        if (modes.isEmpty() || modes.size() != modes.stream().distinct().count()) {
            throw new ClusterConfigurationException(
                    "The modes of authentication are " + modes + "; write SIGNED, TOKEN, or both once.");
        }
        if (secrets.isEmpty()) {
            throw new ClusterConfigurationException("The cluster has no secret; set one of at least " + SHORTEST_SIGNED
                    + " characters, the same at all nodes, for example what 'openssl rand -hex 32' prints.");
        }
        if (secrets.size() > MOST_SECRETS) {
            throw new ClusterConfigurationException("There are " + secrets.size() + " secrets; write at most "
                    + MOST_SECRETS + ": the present one, and older or newer ones while a change is under way.");
        }
        secrets.forEach(secret -> check(secret, modes));
        if (!basePath.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new ClusterConfigurationException("basePath is '" + basePath
                    + "'; write a path that begins with / and does not end with one, such as /api/cluster.");
        }
        if (openReads && !modes.contains(AuthMode.TOKEN)) {
            throw new ClusterConfigurationException(
                    "openReads is on, but the mode TOKEN is not: only .NET's way of authentication may leave status,"
                            + " nodes and run open; switch openReads off, or add the mode TOKEN.");
        }
    }

    private static void check(Secret secret, List<AuthMode> modes) {
        boolean isSigned = modes.contains(AuthMode.SIGNED);
        int shortest = isSigned ? SHORTEST_SIGNED : SHORTEST_TOKEN;
        String way = isSigned ? "signed" : "token";
        if (secret.length() < shortest) {
            throw new ClusterConfigurationException("A secret of the cluster has " + secret.length()
                    + " characters, and the way '" + way + "' needs at least " + shortest
                    + "; take for example what 'openssl rand -hex 32' prints.");
        }
        if (modes.contains(AuthMode.TOKEN) && !secret.isPrintable()) {
            throw new ClusterConfigurationException(
                    "A secret of the cluster cannot be sent in a header; in the mode TOKEN, write ASCII letters, digits"
                            + " and signs without spaces.");
        }
    }

    static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new ClusterConfigurationException(name + " is " + value + "; write more than zero.");
        }
    }
}
