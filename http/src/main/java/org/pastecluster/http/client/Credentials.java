package org.pastecluster.http.client;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.Secret;

/**
 * The ways to authenticate that this node may use, in the order in which they are tried: a node that turns the first one away
 * may be one that has not been given the new secret or the new way yet.
 */
final class Credentials {

    record Credential(AuthMode mode, Secret secret) {}

    private final List<Credential> all = new ArrayList<>();

    Credentials(HttpSettings settings) {
        for (AuthMode mode : settings.modes()) {
            for (Secret secret : settings.secrets()) {
                all.add(new Credential(mode, secret));
            }
        }
    }

    Credential get(int index) {
        return all.get(index % all.size());
    }

    /** The token to show to a node in .NET's form. */
    String token(int index) {
        Credential preferred = get(index);
        if (preferred.mode() == AuthMode.TOKEN) {
            return preferred.secret().token();
        }
        return all.stream()
                .filter(credential -> credential.mode() == AuthMode.TOKEN)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The mode TOKEN is not among the settings."))
                .secret()
                .token();
    }

    int count() {
        return all.size();
    }
}
