package org.pastecluster.bench.soak.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the processes of a soak write what befalls their messages. */
public record LedgerFiles(Path directory) {

    private static final Pattern HANDED = Pattern.compile(".*/handed-(\\d+)-(\\d+)-(\\d+)-(\\d+)-([a-z]+)");

    Path sent(NodeRun sender, SoakLane lane) {
        return directory.resolve("sent-" + words(sender) + "-" + lane.label());
    }

    Path incarnations(NodeRun sender) {
        return directory.resolve("incarnations-" + words(sender));
    }

    Path handed(NodeRun receiver, NodeRun sender, SoakLane lane) {
        return directory.resolve("handed-" + words(receiver) + "-" + words(sender) + "-" + lane.label());
    }

    /** A file of what handlers had. */
    record Handed(Path path, NodeRun receiver, NodeRun sender, String lane) {}

    /** All files of what handlers had. */
    List<Handed> handed() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> HANDED.matcher(path.toString()))
                    .filter(Matcher::matches)
                    .map(name -> new Handed(Path.of(name.group()), run(name, 1), run(name, 3), name.group(5)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static NodeRun run(Matcher name, int group) {
        return new NodeRun(Integer.parseInt(name.group(group)), Integer.parseInt(name.group(group + 1)));
    }

    private static String words(NodeRun run) {
        return run.index() + "-" + run.number();
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
