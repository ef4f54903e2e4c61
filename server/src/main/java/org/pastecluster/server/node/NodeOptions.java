package org.pastecluster.server.node;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;

/** What somebody wrote on the command line and in the environment. */
final class NodeOptions {

    private static final String VARIABLE = "PASTECLUSTER_";
    private static final String FLAG = "true|false";

    private final NodeSettingValues settings = new NodeSettingValues();
    private final Map<ProgramOption, String> program = new EnumMap<>(ProgramOption.class);
    private final Set<NodeSetting> written = EnumSet.noneOf(NodeSetting.class);

    private NodeOptions() {}

    /**
     * Reads the command line, which wins, and the environment.
     *
     * @throws ClusterConfigurationException naming the option that is wrong and the fix
     */
    static NodeOptions read(String[] arguments, Map<String, String> environment) {
        NodeOptions options = new NodeOptions();
        options.readArguments(arguments);
        options.readEnvironment(environment);
        return options;
    }

    private void readArguments(String[] arguments) {
        int next = 0;
        while (next < arguments.length) {
            String spelling = arguments[next++];
            int equals = spelling.indexOf('=');
            String option = equals < 0 ? spelling : spelling.substring(0, equals);
            String kind = argumentOf(option);
            String value;
            if (equals >= 0) {
                value = spelling.substring(equals + 1);
            } else if (kind.equals(FLAG)) {
                boolean isWritten = next < arguments.length && isTruth(arguments[next]);
                value = isWritten ? arguments[next++] : "true";
            } else if (next < arguments.length) {
                value = arguments[next++];
            } else {
                throw new ClusterConfigurationException(option + " has no value; write " + option + " " + kind + ".");
            }
            put(option.substring(2), option, value);
        }
    }

    private static String argumentOf(String option) {
        String word = option.startsWith("--") ? option.substring(2) : "";
        NodeSetting setting = NodeSetting.of(word);
        if (setting != null) {
            return setting.argument();
        }
        ProgramOption own = ProgramOption.of(word);
        if (own != null) {
            return own.argument();
        }
        throw new ClusterConfigurationException("There is no option '" + option + "'; --help lists them all.");
    }

    private static boolean isTruth(String text) {
        return text.equals("true") || text.equals("false");
    }

    private void put(String word, String spelling, String value) {
        NodeSetting setting = NodeSetting.of(word);
        if (setting != null) {
            written.add(setting);
            settings.add(setting, spelling, value);
            return;
        }
        ProgramOption option = ProgramOption.of(word);
        if (option != null) {
            if (option.argument().equals(FLAG) && !isTruth(value)) {
                throw wrong(spelling, value, "true or false");
            }
            if (option == ProgramOption.STATUS_EVERY && NodeSettingValues.duration(value) == null) {
                throw wrong(spelling, value, "a time such as 500ms or 3s");
            }
            program.put(option, value);
        }
    }

    private static ClusterConfigurationException wrong(String spelling, String value, String right) {
        return new ClusterConfigurationException(spelling + " is '" + value + "'; write " + right + ".");
    }

    private void readEnvironment(Map<String, String> environment) {
        boolean hasSecret = written.contains(NodeSetting.SECRET) || written.contains(NodeSetting.SECRET_FILE);
        for (NodeSetting setting : NodeSetting.values()) {
            boolean isOverridden = written.contains(setting) || (setting.isRepeatable() && hasSecret);
            String value = environment.get(VARIABLE + setting.name());
            if (value != null && !value.isEmpty() && !isOverridden) {
                put(setting.word(), VARIABLE + setting.name(), value);
            }
        }
        for (ProgramOption option : ProgramOption.values()) {
            String value = environment.get(VARIABLE + option.name());
            if (value != null && !value.isEmpty() && !program.containsKey(option)) {
                put(option.word(), VARIABLE + option.name(), value);
            }
        }
    }

    NodeSettingValues settings() {
        return settings;
    }

    boolean has(ProgramOption option) {
        return program.getOrDefault(option, "false").equals("true");
    }

    @Nullable
    String text(ProgramOption option) {
        return program.get(option);
    }

    /** Null for never. */
    @Nullable
    Duration statusEvery() {
        String text = program.get(ProgramOption.STATUS_EVERY);
        return text == null ? null : NodeSettingValues.duration(text);
    }
}
