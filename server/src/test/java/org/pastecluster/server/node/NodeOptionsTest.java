package org.pastecluster.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.servlet.NodeSetting;

class NodeOptionsTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static NodeOptions read(String line, Map<String, String> environment) {
        return NodeOptions.read(line.isEmpty() ? new String[0] : line.split(" "), environment);
    }

    @ParameterizedTest
    @EnumSource(NodeSetting.class)
    void every_setting_is_an_option_and_an_environment_variable(NodeSetting setting) {
        NodeOptions spaced = read("--" + setting.word() + " true", NOTHING);
        NodeOptions joined = read("--" + setting.word() + "=true", NOTHING);
        NodeOptions variable = read("", Map.of("PASTECLUSTER_" + setting.name(), "true"));

        assertThat(spaced.settings().text(setting)).isEqualTo("true");
        assertThat(joined.settings().text(setting)).isEqualTo("true");
        assertThat(variable.settings().text(setting)).isEqualTo("true");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProgramOption.class,
            names = {"EVENTS", "QUIET", "HELP"})
    void every_switch_is_an_option_and_an_environment_variable(ProgramOption option) {
        assertThat(read("", NOTHING).has(option)).isFalse();
        assertThat(read("--" + option.word(), NOTHING).has(option)).isTrue();
        assertThat(read("--" + option.word() + " true", NOTHING).has(option)).isTrue();
        assertThat(read("--" + option.word() + "=false", NOTHING).has(option)).isFalse();
        assertThat(read("", Map.of("PASTECLUSTER_" + option.name(), "true")).has(option))
                .isTrue();
    }

    @Test
    void the_command_line_wins_over_the_environment() {
        NodeOptions options = read(
                "--name here --events=false --bind :1",
                Map.of(
                        "PASTECLUSTER_NAME", "there",
                        "PASTECLUSTER_EVENTS", "true",
                        "PASTECLUSTER_BIND", ":2",
                        "PASTECLUSTER_ID", "7"));

        assertThat(options.settings().text(NodeSetting.NAME)).isEqualTo("here");
        assertThat(options.has(ProgramOption.EVENTS)).isFalse();
        assertThat(options.text(ProgramOption.BIND)).isEqualTo(":1");
        assertThat(options.settings().text(NodeSetting.ID)).isEqualTo("7");
    }

    @Test
    void secrets_on_the_command_line_stand_for_those_of_the_environment() {
        NodeOptions options = read("--secret-file one", Map.of("PASTECLUSTER_SECRET", "two"));

        assertThat(options.settings().text(NodeSetting.SECRET)).isNull();
        assertThat(options.settings().text(NodeSetting.SECRET_FILE)).isEqualTo("one");
    }

    @Test
    void what_others_put_into_the_environment_is_ignored() {
        NodeOptions options = read("", Map.of("PASTECLUSTER_SERVICE_HOST", "10.0.0.1", "PASTECLUSTER_NAME", ""));

        assertThat(options.settings().has(NodeSetting.NAME)).isFalse();
    }

    @Test
    void secrets_may_be_given_twice() {
        assertThat(read("--secret one --secret two", NOTHING).settings().text(NodeSetting.SECRET))
                .isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PASTECLUSTER_LEAES", "PASTECLUSTER_min_members", "PASTECLUSTER_MIN-MEMBERS", "PASTECLUSTER_"})
    void a_variable_that_is_no_setting_is_named(String name) {
        assertThat(NodeOptions.warnings(Map.of(name, "4s", "PASTECLUSTER_LEASE", "3s", "HOME", "/")))
                .containsExactly(
                        "The environment variable " + name + " is no setting and is ignored; --help lists them all.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASTECLUSTER_MIN_MEMBERS",
                "PASTECLUSTER_STATUS_EVERY",
                "PASTECLUSTER_DOTNET",
                "PASTECLUSTER_URL",
                "PASTECLUSTER_JAVA_OPTIONS",
                "PASTECLUSTER_SERVICE_HOST",
                "PASTECLUSTER_SERVICE_PORT_HTTP",
                "PASTECLUSTER_PORT",
                "PASTECLUSTER_PORT_8080_TCP_ADDR"
            })
    void settings_and_what_others_put_there_are_not_warned_about(String name) {
        assertThat(NodeOptions.warnings(Map.of(name, "x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--foo,There is no option '--foo'",
        "host,There is no option 'host'",
        "--host,--host has no value; write --host URL.",
        "--events=maybe,--events is 'maybe'; write true or false.",
        "--status-every 3,--status-every is '3'; write a time such as 500ms or 3s.",
        "--status-every 3s,--status-every prints nothing without --events",
        "--status-every 3s --events=false,--status-every prints nothing without --events",
        "--host http://a --host=http://b,--host is given twice; leave one of them out.",
        "--events --events,--events is given twice; leave one of them out."
    })
    void what_is_wrong_is_named_with_the_fix(String line, String sentence) {
        assertThatThrownBy(() -> read(line, NOTHING))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void the_status_is_printed_as_often_as_asked_for() {
        assertThat(read("--events --status-every 500ms", NOTHING).statusEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(read("", NOTHING).statusEvery()).isNull();
    }

    @Test
    void help_lists_every_option_for_users_on_a_line_of_its_own() {
        String help = HelpText.text();

        for (NodeSetting setting : NodeSetting.values()) {
            assertThat(help).contains("\n  --" + setting.word() + " " + setting.argument() + " ");
        }
        assertThat(help).contains("\n  --events").doesNotContain("--sample").doesNotContain("--rehearse");
    }
}
