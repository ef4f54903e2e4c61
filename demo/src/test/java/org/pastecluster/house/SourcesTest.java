package org.pastecluster.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen in source files only, in those of the tests too. */
class SourcesTest {

    private static final Path HOUSE = Path.of("..");
    private static final int LONGEST = 420;
    private static final Pattern SLEEP = Pattern.compile("(Thread|[A-Z]*SECONDS)(\\.|::)sleep\\b");

    @Test
    void no_class_is_too_long() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources("main")) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }

        assertThat(tooLong)
                .as("A class that grows past about 400 lines has found a second noun:"
                        + " look for it, and give it a file of its own")
                .isEmpty();
    }

    @Test
    void no_test_sleeps() throws IOException {
        List<String> sleepers = new ArrayList<>();
        for (Path file : sources("test")) {
            if (SLEEP.matcher(Files.readString(file)).find()) {
                sleepers.add(file.toString());
            }
        }

        assertThat(sleepers)
                .as("A fixed wait is too long on a fast machine and too short on a slow one:"
                        + " wait for the event itself, with a deadline")
                .isEmpty();
    }

    private static List<Path> sources(String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path parent :
                List.of(HOUSE, HOUSE.resolve("spring"), HOUSE.resolve("samples"), HOUSE.resolve("discovery"))) {
            try (Stream<Path> modules = Files.list(parent)) {
                for (Path module : modules.toList()) {
                    files.addAll(sourcesIn(module.resolve("src").resolve(kind).resolve("java")));
                }
            }
        }
        assertThat(files).as("source files of %s", kind).hasSizeGreaterThan(50);
        return files;
    }

    private static List<Path> sourcesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.walk(directory)) {
            return inside.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
