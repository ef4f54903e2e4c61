package org.pastecluster.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pastecluster.it.hostile.CalmVolleys;
import org.pastecluster.it.hostile.HostileTable;
import org.pastecluster.it.hostile.SecretScan;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/** What others than the nodes wrote down, and must not have seen. */
final class Elsewhere {

    private Elsewhere() {}

    /**
     * Answers that somebody hostile should never have got, peers that had none because of him, and links of his that went on, a sentence
     * each.
     */
    static List<String> hostile(Path directory) {
        List<HostileEntry> entries = entries(directory);
        Stream<String> unexpected = entries.stream()
                .filter(HostileEntry.Unexpected.class::isInstance)
                .map(entry -> "P8: somebody hostile saw " + entry + ".");
        List<BedEntry> bed = Journal.read(directory.resolve("bed.journal"), Lines.BED);
        CalmVolleys calm = new CalmVolleys(bed);
        return Stream.of(unexpected, calm.unanswered(entries).stream(), calm.unended(entries).stream())
                .flatMap(all -> all)
                .toList();
    }

    /** Where a secret was written down, a sentence each: the campaign's, or the one that a stranger has. */
    static List<String> leaks(Path directory, String secret) {
        return Stream.of(secret, ChaosWorld.OTHER_SECRET)
                .flatMap(each -> new SecretScan(each).scan(directory).stream())
                .map(found -> "P8: " + found + ".")
                .toList();
    }

    /** What they sent, and what came of it. */
    static HostileTable attacks(Path directory) {
        return new HostileTable(entries(directory));
    }

    private static List<HostileEntry> entries(Path directory) {
        Path file = directory.resolve("hostile.journal");
        return Files.exists(file) ? Journal.read(file, Lines.HOSTILE) : List.of();
    }
}
