package org.pastecluster.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;

/** Values of {@link NodeSetting}s as somebody wrote them, in their order. Not thread-safe. */
public final class NodeSettingValues {

    /** Ten years: above it, adding to a clock could overflow. */
    private static final long LONGEST_MILLIS = 315_360_000_000L;

    /** The text may be a secret. */
    record Written(NodeSetting setting, String spelling, String text) {
        @Override
        public String toString() {
            return spelling;
        }
    }

    private final List<Written> values = new ArrayList<>();

    /** No values. */
    public NodeSettingValues() {}

    /**
     * Adds a value; of a setting that is not repeatable, the last one counts.
     *
     * @param spelling how its writer called the setting, for sentences about what is wrong with it
     */
    public void add(NodeSetting setting, String spelling, String text) {
        if (!setting.isRepeatable()) {
            values.removeIf(other -> other.setting == setting);
        }
        values.add(new Written(setting, spelling, text));
    }

    /** Whether there is a value. */
    public boolean has(NodeSetting setting) {
        return text(setting) != null;
    }

    /** The first value; null when there is none. */
    public @Nullable String text(NodeSetting setting) {
        for (Written written : values) {
            if (written.setting == setting) {
                return written.text;
            }
        }
        return null;
    }

    /**
     * Gives all values to a builder.
     *
     * @throws ClusterConfigurationException naming the first one that cannot be read and what would be right
     */
    public void applyTo(PasteClusterBuilder builder) {
        for (Written written : values) {
            apply(written, builder);
        }
    }

    private static void apply(Written written, PasteClusterBuilder builder) {
        switch (written.setting) {
            case HOST -> builder.host(written.text);
            case NODES -> builder.nodes(written.text);
            case SECRET -> builder.secret(written.text);
            case SECRET_FILE -> secretsIn(written).forEach(builder::secret);
            case AUTH -> builder.auth(ways(written));
            case ID -> builder.id(number(written));
            case GROUP -> builder.group(number(written));
            case NAME -> builder.name(written.text);
            case CODE -> builder.code(written.text);
            case OPEN_READS -> {
                boolean open = truth(written);
                builder.http(http -> http.openReads(open));
            }
            case MIN_MEMBERS, REMEMBERED_NODES -> {
                int number = number(written);
                builder.cluster(settings -> tune(settings, written.setting, number));
            }
            case TRUST_REFUSAL -> {
                boolean trust = truth(written);
                builder.cluster(settings -> settings.trustRefusal(trust));
            }
            default -> {
                Duration time = duration(written);
                builder.cluster(settings -> tune(settings, written.setting, time));
            }
        }
    }

    private static void tune(ClusterSettingsBuilder settings, NodeSetting setting, int number) {
        if (setting == NodeSetting.MIN_MEMBERS) {
            settings.minMembers(number);
        } else {
            settings.rememberedNodes(number);
        }
    }

    private static void tune(ClusterSettingsBuilder settings, NodeSetting setting, Duration time) {
        switch (setting) {
            case HEARTBEAT -> settings.heartbeat(time);
            case DOUBT -> settings.doubt(time);
            case VERDICT -> settings.verdict(time);
            case LEASE -> settings.lease(time);
            case LEASE_WARNING -> settings.leaseWarning(time);
            case CALL_TIMEOUT -> settings.callTimeout(time);
            case FOUNDING_MARGIN -> settings.foundingMargin(time);
            case CLAIM_DELAY -> settings.claimDelay(time);
            case SEARCH_INTERVAL -> settings.searchInterval(time);
            case SEARCH_INTERVAL_LATER -> settings.searchIntervalLater(time);
            default -> throw new IllegalArgumentException(setting + " is not a time.");
        }
    }

    private static List<String> secretsIn(Written written) {
        List<String> secrets = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of(written.text))) {
                if (!line.isBlank()) {
                    secrets.add(line.strip());
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw wrong(written, "a file that this process can read");
        }
        if (secrets.isEmpty()) {
            throw wrong(written, "a file with a secret in it, one a line");
        }
        return secrets;
    }

    private static AuthMode[] ways(Written written) {
        String[] words = written.text.split(",", -1);
        AuthMode[] modes = new AuthMode[words.length];
        for (int i = 0; i < words.length; i++) {
            modes[i] = switch (words[i].strip()) {
                case "signed" -> AuthMode.SIGNED;
                case "token" -> AuthMode.TOKEN;
                default -> throw wrong(written, "signed, token, or both joined by ','");
            };
        }
        return modes;
    }

    private static int number(Written written) {
        try {
            return Integer.parseInt(written.text.strip());
        } catch (NumberFormatException notANumber) {
            throw wrong(written, "a whole number, such as 3");
        }
    }

    private static boolean truth(Written written) {
        return switch (written.text.strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrong(written, "true or false");
        };
    }

    private static Duration duration(Written written) {
        Duration time = duration(written.text.strip());
        if (time == null) {
            throw wrong(written, "a time such as 2700ms, 3s or 1m");
        }
        return time;
    }

    /** Reads {@code 2700ms}, {@code 3s}, {@code 1m} or {@code 2h}; null when it is none of these. */
    public static @Nullable Duration duration(String text) {
        int unit = 0;
        while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
            unit++;
        }
        long millis = switch (text.substring(unit)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
        if (unit == 0 || unit > 12 || millis == 0) {
            return null;
        }
        long number = Long.parseLong(text.substring(0, unit));
        return number > LONGEST_MILLIS / millis ? null : Duration.ofMillis(number * millis);
    }

    private static ClusterConfigurationException wrong(Written written, String right) {
        return new ClusterConfigurationException(written.spelling + " is '" + written.text + "'; write " + right + ".");
    }
}
