package org.pastecluster;

import java.time.Duration;

/** The relations between settings, each with the sentence that a user reads when it does not hold. */
final class ClusterSettingsRules {

    private ClusterSettingsRules() {}

    static void check(
            Duration heartbeat,
            Duration doubt,
            Duration verdict,
            Duration lease,
            Duration leaseWarning,
            Duration callTimeout) {
        positive("heartbeat", heartbeat);
        positive("callTimeout", callTimeout);
        longer("doubt", doubt, "heartbeat", heartbeat, "a peer would be doubted before its next heartbeat is due");
        longer("verdict", verdict, "doubt", doubt, "a peer would be condemned before it was checked");
        longer("lease", lease, "verdict", verdict, "a silent follower would end its leader's lease");
        positive("leaseWarning", leaseWarning);
        if (leaseWarning.compareTo(lease) >= 0) {
            throw new ClusterConfigurationException(
                    "leaseWarning (" + text(leaseWarning) + ") must be shorter than lease (" + text(lease)
                            + "), or every leader would be warned all the time.");
        }
    }

    private static void longer(String name, Duration value, String other, Duration otherValue, String why) {
        if (value.compareTo(otherValue) <= 0) {
            throw new ClusterConfigurationException(name + " (" + text(value) + ") must be longer than " + other + " ("
                    + text(otherValue) + "), else " + why + ".");
        }
    }

    static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new ClusterConfigurationException(name + " (" + text(value) + ") must be longer than zero.");
        }
    }

    static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new ClusterConfigurationException(name + " (" + text(value) + ") must not be negative.");
        }
    }

    /** As whoever sets it writes it. */
    private static String text(Duration value) {
        long millis = value.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new ClusterConfigurationException(name + " (" + value + ") must be at least " + least + ".");
        }
    }
}
