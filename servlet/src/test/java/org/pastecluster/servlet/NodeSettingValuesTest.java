package org.pastecluster.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.http.bootstrap.PasteCluster;

class NodeSettingValuesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"0ms,0", "2700ms,2700", "3s,3000", "1m,60000", "2h,7200000"})
    void a_time_is_a_number_and_a_unit(String text, long millis) {
        assertThat(NodeSettingValues.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "3", "3 s", "-3s", "3d", "1.5s", "9999999999999s", "999999999999h"})
    void anything_else_is_no_time(String text) {
        assertThat(NodeSettingValues.duration(text)).isNull();
    }

    @ParameterizedTest
    @EnumSource(NodeSetting.class)
    void every_setting_is_found_by_its_name_and_reaches_the_builder(NodeSetting setting) throws Exception {
        assertThat(NodeSetting.of(setting.word())).isEqualTo(setting);
        NodeSettingValues values = new NodeSettingValues();
        values.add(setting, "x", valueFor(setting));

        values.applyTo(PasteCluster.builder());

        assertThat(values.has(setting)).isTrue();
    }

    @Test
    void no_value_stands_in_any_words_about_it() {
        assertThat(new NodeSettingValues.Written(NodeSetting.SECRET, "--secret", "hush"))
                .hasToString("--secret");
    }

    private String valueFor(NodeSetting setting) throws Exception {
        return switch (setting.argument()) {
            case "URL" -> "http://127.0.0.1:1";
            case "LIST" -> "http://127.0.0.1:1,1,0,a;http://127.0.0.1:2";
            case "FILE" ->
                Files.writeString(directory.resolve("secret"), "new\n\n old \n").toString();
            case "WAY" -> "signed,token";
            case "N" -> "3";
            case "TIME" -> "3s";
            case "true|false" -> "true";
            default -> "text";
        };
    }

    @ParameterizedTest
    @CsvSource({"ID,x", "LEASE,3", "AUTH,open", "TRUST_REFUSAL,maybe", "SECRET_FILE,no-such-file"})
    void a_value_that_cannot_be_read_is_named_with_what_would_be_right(NodeSetting setting, String text) {
        NodeSettingValues values = new NodeSettingValues();
        values.add(setting, "--its-name", text);

        assertThatThrownBy(() -> values.applyTo(PasteCluster.builder()))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageStartingWith("--its-name is '" + text + "'; write ");
    }

    @Test
    void the_last_value_counts_but_secrets_add_up() {
        NodeSettingValues values = new NodeSettingValues();
        values.add(NodeSetting.NAME, "x", "first");
        values.add(NodeSetting.NAME, "x", "second");
        values.add(NodeSetting.SECRET, "x", "new");
        values.add(NodeSetting.SECRET, "x", "old");

        assertThat(values.text(NodeSetting.NAME)).isEqualTo("second");
        assertThat(values.text(NodeSetting.SECRET)).isEqualTo("new");
    }

    @Test
    void settings_that_contradict_each_other_are_refused_when_the_node_is_made() {
        NodeSettingValues values = new NodeSettingValues();
        values.add(NodeSetting.HOST, "x", "http://127.0.0.1:1");
        values.add(NodeSetting.SECRET, "x", "0123456789abcdef");
        values.add(NodeSetting.LEASE, "x", "1s");

        assertThatThrownBy(() -> {
                    var builder = PasteCluster.builder();
                    values.applyTo(builder);
                    builder.create();
                })
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("lease");
    }
}
