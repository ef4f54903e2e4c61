package org.pastecluster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;

/** The table of settings has every setting, by its right names, with its right default. */
class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_table_has_every_setting_that_can_be_written_as_text(String name) throws IOException {
        Map<String, List<String>> rows = rows(name);

        assertThat(NodeSetting.values()).allSatisfy(setting -> {
            List<String> row = rows.get("--" + setting.word());
            assertThat(row).as("the row of --%s in %s", setting.word(), name).isNotNull();
            assertThat(row.get(1)).isEqualTo("PASTECLUSTER_" + setting.name());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_table_has_the_defaults(String name) throws Exception {
        ClusterSettings defaults =
                ClusterSettings.builder(NodeAddress.of("http://127.0.0.1:1501")).build();
        Map<String, String> byJavaName = new LinkedHashMap<>();
        for (List<String> row : rows(name).values()) {
            byJavaName.put(row.get(2), row.get(5));
        }

        for (RecordComponent setting : ClusterSettings.class.getRecordComponents()) {
            Object value = setting.getAccessor().invoke(defaults);
            String shown = byJavaName.get("cluster: " + setting.getName());
            if (value instanceof Duration) {
                assertThat(shown).as("%s in %s", setting.getName(), name).isNotNull();
                assertThat(NodeSettingValues.duration(shown)).isEqualTo(value);
            } else if (value instanceof Integer || value instanceof Boolean) {
                assertThat(shown).as("%s in %s", setting.getName(), name).isEqualTo(String.valueOf(value));
            }
        }
    }

    /** The cells of each row that begins with an option, without back ticks. */
    private static Map<String, List<String>> rows(String name) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : new Document(name).lines()) {
            if (line.startsWith("| `--")) {
                List<String> cells = new ArrayList<>();
                Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                        .forEach(cell -> cells.add(cell.replace("`", "").strip()));
                rows.put(cells.get(0), cells);
            }
        }
        return rows;
    }
}
