package org.pastecluster.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.pastecluster.it.fault.FaultKind;

/** Of what a campaign was made, as its directory's {@code campaign.properties} has it for whoever judges it again. */
record Setup(int nodes, int neighbours, List<FaultKind> kinds) {

    private static final String FILE = "campaign.properties";

    Setup {
        kinds = List.copyOf(kinds);
    }

    static Setup of(ChaosOptions options) {
        return new Setup(options.nodes(), options.neighbours(), options.kinds());
    }

    /** Whether all kinds of fault were wanted that can be had. */
    boolean isOfAllKinds() {
        return kinds.size() > 1;
    }

    void write(Path directory, long seed) {
        Properties properties = new Properties();
        properties.setProperty("seed", Long.toString(seed));
        properties.setProperty("nodes", Integer.toString(nodes));
        properties.setProperty("neighbours", Integer.toString(neighbours));
        properties.setProperty("kinds", kinds.stream().map(FaultKind::name).collect(Collectors.joining(",")));
        Path file = directory.resolve(FILE);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be written.", failure);
        }
    }

    /** The seed of the campaign that left that directory; empty where it does not say. */
    static Optional<String> seed(Path directory) {
        return properties(directory).map(properties -> properties.getProperty("seed"));
    }

    /** Of a directory that has no such file, {@code otherwise}; throws an {@link IllegalArgumentException} where a value is none. */
    static Setup read(Path directory, Setup otherwise) {
        return properties(directory)
                .map(properties -> new Setup(
                        Integer.parseInt(properties.getProperty("nodes", "")),
                        Integer.parseInt(properties.getProperty("neighbours", "")),
                        Arrays.stream(properties.getProperty("kinds", "").split(",", -1))
                                .map(FaultKind::valueOf)
                                .toList()))
                .orElse(otherwise);
    }

    private static Optional<Properties> properties(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", failure);
        }
        return Optional.of(properties);
    }
}
