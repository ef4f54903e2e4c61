package org.pastecluster.server.node;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;

/** What somebody wrote on the command line and in the environment. */
final class NodeOptions {

    private static final String VARIABLE = "PASTECLUSTER_";
    private static final String FLAG = "true|false";

    /** Of bin/node, of WIRE.md's shell function, and of the tests. */
    private static final Set<String> OF_OTHERS = Set.of("JAVA_OPTIONS", "URL", "DOTNET");

    /** Kubernetes tells every process the addresses of a service by such variables; one may be called pastecluster. */
    private static final Pattern OF_A_SERVICE = Pattern.compile("(SERVICE_(HOST|PORT)|PORT)(_.*)?");

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
        options.checkStatus();
        return options;
    }

    /** One sentence for each variable that looks like a setting and is none, in the order of their names. */
    static List<String> warnings(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(VARIABLE) && !isKnown(name.substring(VARIABLE.length())))
                .sorted()
                .map(name ->
                        "The environment variable " + name + " is no setting and is ignored; --help lists them all.")
                .toList();
    }

    private static boolean isKnown(String name) {
        String word = name.toLowerCase(Locale.ROOT).replace('_', '-');
        boolean isOption = NodeSetting.of(word) != null || ProgramOption.of(word) != null;
        boolean isSpelledSo = name.equals(name.toUpperCase(Locale.ROOT)) && name.indexOf('-') < 0;
        return (isOption && isSpelledSo)
                || OF_OTHERS.contains(name)
                || OF_A_SERVICE.matcher(name).matches();
    }

    private void readArguments(String[] arguments) {
        Set<String> once = new HashSet<>();
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
            if (!once.add(option) && !isRepeatable(option)) {
                throw new ClusterConfigurationException(option + " is given twice; leave one of them out.");
            }
            put(option.substring(2), option, value);
        }
    }

    private static boolean isRepeatable(String option) {
        NodeSetting setting = NodeSetting.of(option.substring(2));
        return setting != null && setting.isRepeatable();
    }

    private void checkStatus() {
        if (program.containsKey(ProgramOption.STATUS_EVERY) && !has(ProgramOption.EVENTS)) {
            throw new ClusterConfigurationException(
                    "--status-every prints nothing without --events; add --events, or leave it out.");
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

    /** Whether sentences for people are wanted. */
    boolean isPlain() {
        return !has(ProgramOption.EVENTS) && !has(ProgramOption.QUIET);
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
