package org.pastecluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects {@link ClusterSettings}. Not thread-safe. */
public final class ClusterSettingsBuilder {

    private final NodeAddress self;
    private final List<NodeAddress> nodes = new ArrayList<>();
    private Duration heartbeat = Duration.ofSeconds(1);
    private Duration doubt = Duration.ofSeconds(2);
    private Duration verdict = Duration.ofMillis(2700);
    private Duration lease = Duration.ofSeconds(3);
    private Duration leaseWarning = Duration.ofSeconds(1);
    private int minMembers = 1;
    private boolean trustRefusal = true;
    private Duration foundingMargin = Duration.ofMillis(40);
    private Duration claimDelay = Duration.ofMillis(100);
    private Duration callTimeout = Duration.ofSeconds(1);
    private Duration searchInterval = Duration.ofSeconds(3);
    private Duration searchIntervalLater = Duration.ofSeconds(30);
    private int rememberedNodes = 1000;

    ClusterSettingsBuilder(NodeAddress self) {
        this.self = self;
    }

    public ClusterSettingsBuilder nodes(List<NodeAddress> known) {
        nodes.addAll(known);
        return this;
    }

    public ClusterSettingsBuilder heartbeat(Duration value) {
        heartbeat = value;
        return this;
    }

    public ClusterSettingsBuilder doubt(Duration value) {
        doubt = value;
        return this;
    }

    public ClusterSettingsBuilder verdict(Duration value) {
        verdict = value;
        return this;
    }

    public ClusterSettingsBuilder lease(Duration value) {
        lease = value;
        return this;
    }

    public ClusterSettingsBuilder leaseWarning(Duration value) {
        leaseWarning = value;
        return this;
    }

    public ClusterSettingsBuilder minMembers(int value) {
        minMembers = value;
        return this;
    }

    public ClusterSettingsBuilder trustRefusal(boolean value) {
        trustRefusal = value;
        return this;
    }

    public ClusterSettingsBuilder foundingMargin(Duration value) {
        foundingMargin = value;
        return this;
    }

    public ClusterSettingsBuilder claimDelay(Duration value) {
        claimDelay = value;
        return this;
    }

    public ClusterSettingsBuilder callTimeout(Duration value) {
        callTimeout = value;
        return this;
    }

    public ClusterSettingsBuilder searchInterval(Duration value) {
        searchInterval = value;
        return this;
    }

    public ClusterSettingsBuilder searchIntervalLater(Duration value) {
        searchIntervalLater = value;
        return this;
    }

    public ClusterSettingsBuilder rememberedNodes(int value) {
        rememberedNodes = value;
        return this;
    }

    /**
     * Checks the relations between the settings.
     *
     * @throws ClusterConfigurationException naming the first one that does not hold
     */
    public ClusterSettings build() {
        return new ClusterSettings(
                self,
                nodes,
                heartbeat,
                doubt,
                verdict,
                lease,
                leaseWarning,
                minMembers,
                trustRefusal,
                foundingMargin,
                claimDelay,
                callTimeout,
                searchInterval,
                searchIntervalLater,
                rememberedNodes);
    }
}
