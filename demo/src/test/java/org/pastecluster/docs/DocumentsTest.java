package org.pastecluster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents show what the files say; {@code -Ddocs.renew} puts it into them. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void every_snippet_is_what_its_file_says(String name) throws IOException {
        Document document = new Document(name);
        if (System.getProperty("docs.renew") != null) {
            document.renew();
        }

        assertThat(document.snippets()).isNotEmpty().allSatisfy(snippet -> {
            assertThat(snippet.source())
                    .as("a comment <!-- FILE#TAG --> above line %s of %s", snippet.line(), name)
                    .isNotEmpty();
            assertThat(snippet.lines())
                    .as("%s, line %s; -Ddocs.renew takes it from %s", name, snippet.line() + 1, snippet.source())
                    .isEqualTo(new TaggedFile(snippet.file()).region(snippet.tag()));
        });
    }

    @Test
    void both_languages_show_the_same_snippets() throws IOException {
        assertThat(sources("README.zh-CN.md")).isEqualTo(sources("README.md"));
    }

    private static List<String> sources(String name) throws IOException {
        return new Document(name)
                .snippets().stream()
                        .map(snippet -> snippet.language() + " " + snippet.source())
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md"})
    void every_link_inside_of_the_repository_leads_somewhere(String name) throws IOException {
        Matcher link = LINK.matcher(String.join("\n", new Document(name).lines()));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://")) {
                assertThat(Files.exists(ROOT.resolve(target)))
                        .as("%s links to %s", name, target)
                        .isTrue();
            }
        }
    }

    @Test
    void the_architecture_names_every_class_of_the_protocol() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(ROOT.resolve("core/src/main/java/org/pastecluster/protocol"))) {
            names = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .toList();
        }
        String text = String.join("\n", new Document("ARCHITECTURE.md").lines());

        assertThat(names.stream().filter(name -> !text.contains("`" + name + "`")))
                .as("classes of the protocol that ARCHITECTURE.md does not name in its table")
                .isEmpty();
    }
}
