package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;
import org.pastecluster.spring.boot.NodeProperties;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The properties are bin/node's settings, by the same names, with the same defaults, and documented for editors. */
class SettingsTest {

    private static final String DISCOVERY = "pastecluster.discovery.";

    @Test
    void what_is_empty_is_not_set() {
        Map<String, String> empty =
                Map.of("pastecluster.host", "", "pastecluster.code", " ", "pastecluster.ssl-bundle", "", "pastecluster.secret-file", "");

        PasteClusterProperties read = new Binder(new MapConfigurationPropertySource(empty))
                .bindOrCreate("pastecluster", PasteClusterProperties.class);

        assertThat(read).extracting("host", "code", "sslBundle", "secretFile").containsOnlyNulls();
    }

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PasteClusterAutoConfiguration.class));

    @ParameterizedTest
    @EnumSource(NodeSetting.class)
    void every_setting_that_can_be_written_as_text_is_a_property(NodeSetting setting) throws IOException {
        assertThat(metadata()).containsKey("pastecluster." + setting.word());
    }

    @Test
    void every_property_of_a_discovery_is_described_and_stands_in_both_readmes() throws IOException {
        Map<String, Map<String, Object>> metadata = metadata();
        metadata.keySet().removeIf(name -> !name.startsWith(DISCOVERY));
        String english = Files.readString(Path.of("../../README.md"));
        String chinese = Files.readString(Path.of("../../README.zh-CN.md"));

        assertThat(metadata).hasSize(11).allSatisfy((name, property) -> {
            assertThat((String) property.get("description")).as(name).isNotBlank().doesNotContain("\n");
            String row = "| `" + name.substring(DISCOVERY.length()) + "` |";
            assertThat(english).contains(row);
            assertThat(chinese).contains(row);
            Object value = property.get("defaultValue");
            if (value != null) {
                assertThat(english).containsPattern(Pattern.quote(row) + ".*\\| `" + value + "` \\|");
                assertThat(chinese).containsPattern(Pattern.quote(row) + ".*\\| `" + value + "` \\|");
            }
        });
    }

    @Test
    void every_property_is_described_and_has_its_default() throws IOException {
        Map<String, Map<String, Object>> metadata = metadata();
        metadata.keySet().removeIf(name -> name.startsWith(DISCOVERY));
        List<String> withoutDefault = List.of("secret", "secret-file", "host", "code", "ssl-bundle");

        assertThat(metadata).hasSize(PasteClusterProperties.class.getRecordComponents().length);
        assertThat(metadata).allSatisfy((name, property) -> {
            assertThat((String) property.get("description")).as(name).isNotBlank().doesNotContain("\n");
            if (!withoutDefault.contains(name.substring("pastecluster.".length()))
                    && !String.valueOf(property.get("type")).startsWith("java.util.List")) {
                assertThat(property).as(name).containsKey("defaultValue");
            }
        });
    }

    @Test
    void defaults_are_those_of_the_core() throws Exception {
        Map<String, Map<String, Object>> metadata = metadata();
        ClusterSettings defaults =
                ClusterSettings.builder(NodeAddress.of("http://127.0.0.1:1")).build();

        for (RecordComponent setting : ClusterSettings.class.getRecordComponents()) {
            String word = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (!List.of("self", "nodes").contains(word)) {
                Object value = setting.getAccessor().invoke(defaults);
                String written = String.valueOf(metadata.get("pastecluster." + word).get("defaultValue"));
                Object read = value instanceof Duration ? NodeSettingValues.duration(written) : written;
                assertThat(read).as(word).isEqualTo(value instanceof Duration ? value : String.valueOf(value));
            }
        }
    }

    @Test
    void a_node_list_in_one_text_keeps_its_commas_and_a_structured_one_says_the_same() {
        String list = "http://127.0.0.1:1,7,3,blue;http://127.0.0.1:2";
        List<NodeProperties> expected = List.of(
                new NodeProperties("http://127.0.0.1:1", 7, 3, "blue"), new NodeProperties("http://127.0.0.1:2", 0, 0, ""));

        application
                .withPropertyValues("pastecluster.nodes=" + list)
                .run(context -> assertThat(context.getBean(PasteClusterProperties.class).nodes())
                        .isEqualTo(expected));
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("PASTECLUSTER_NODES", list))))
                .run(context -> assertThat(context.getBean(PasteClusterProperties.class).nodes())
                        .isEqualTo(expected));
        application
                .withPropertyValues(
                        "pastecluster.nodes[0].host=http://127.0.0.1:1",
                        "pastecluster.nodes[0].id=7",
                        "pastecluster.nodes[0].group=3",
                        "pastecluster.nodes[0].name=blue",
                        "pastecluster.nodes[1].host=http://127.0.0.1:2")
                .run(context -> assertThat(context.getBean(PasteClusterProperties.class).nodes())
                        .isEqualTo(expected));
    }

    @Test
    void environment_variables_are_named_as_those_of_the_node_program() {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("PASTECLUSTER_MIN_MEMBERS", "3", "PASTECLUSTER_LEASE_WARNING", "1500ms"))))
                .run(context -> {
                    PasteClusterProperties properties = context.getBean(PasteClusterProperties.class);
                    assertThat(properties.minMembers()).isEqualTo(3);
                    assertThat(properties.leaseWarning()).isEqualTo(Duration.ofMillis(1500));
                });
    }

    @Test
    void the_settings_of_the_readme_are_understood() {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(source("readme.properties")))
                .run(context -> assertThat(context.getBean(PasteClusterProperties.class))
                        .satisfies(read -> assertThat(read.secret()).hasSizeGreaterThan(16))
                        .satisfies(read -> assertThat(read.nodes()).hasSize(2)));
    }

    @Test
    void no_secret_is_shown() {
        application.withPropertyValues("pastecluster.secret=not-to-be-seen-anywhere").run(context -> assertThat(
                        context.getBean(PasteClusterProperties.class).toString())
                .doesNotContain("not-to-be-seen"));
    }

    private static ResourcePropertySource source(String name) {
        try {
            return new ResourcePropertySource(new ClassPathResource(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> metadata() throws IOException {
        try (InputStream file = PasteClusterProperties.class.getResourceAsStream(
                "/META-INF/spring-configuration-metadata.json")) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<Object> properties = (List<Object>)
                    JsonParserFactory.getJsonParser().parseMap(json).get("properties");
            return properties.stream()
                    .map(property -> (Map<String, Object>) property)
                    .filter(property -> ((String) property.get("name")).startsWith("pastecluster."))
                    .collect(Collectors.toMap(property -> (String) property.get("name"), Function.identity()));
        }
    }
}
