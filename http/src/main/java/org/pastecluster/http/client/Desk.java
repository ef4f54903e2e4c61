package org.pastecluster.http.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.auth.AuthClock;
import org.pastecluster.spi.TimeSource;

/** What all requests of a node share. Peers and nonces are touched by the loop's thread alone. */
final class Desk {

    private static final int PEERS = 4096;

    private final HttpSettings settings;
    private final long incarnation;
    private final HttpLoop loop;
    private final AuthClock clock;
    private final Nonces nonces;
    private final Credentials credentials;
    private final Map<String, Peer> peers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Peer> eldest) {
            return size() > PEERS;
        }
    };

    Desk(HttpSettings settings, long incarnation, TimeSource time, HttpLoop loop) {
        this.settings = settings;
        this.incarnation = incarnation;
        this.loop = loop;
        this.clock = new AuthClock(time);
        this.nonces = new Nonces(time);
        this.credentials = new Credentials(settings);
    }

    long incarnation() {
        return incarnation;
    }

    HttpLoop loop() {
        return loop;
    }

    long millis() {
        return clock.millis();
    }

    Nonces nonces() {
        return nonces;
    }

    Credentials credentials() {
        return credentials;
    }

    String basePath() {
        return settings.basePath();
    }

    int jsonDepth() {
        return settings.limits().jsonDepth();
    }

    /** What is known of a host; null when the text is no base URL. */
    @Nullable
    Peer peer(String host) {
        Peer known = peers.get(host);
        if (known == null) {
            try {
                known = new Peer(Target.of(host));
            } catch (IllegalArgumentException notAHost) {
                return null;
            }
            peers.put(host, known);
        }
        return known;
    }
}
