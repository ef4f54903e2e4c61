package org.pastecluster.it.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Belief;
import org.pastecluster.it.record.BeliefFile;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** Reads a directory of journals and beliefs. */
final class Reading {

    private static final String JOURNAL = ".journal";
    private static final String BELIEF = ".belief";

    private final Path directory;
    private final Map<RunId, Run> runs = new HashMap<>();
    private final Ledger ledger = new Ledger();

    private Reading(Path directory) {
        this.directory = directory;
    }

    static Campaign of(Path directory) {
        return new Reading(directory).read();
    }

    private Campaign read() {
        List<BedEntry> bed = Journal.read(directory.resolve("bed" + JOURNAL), Lines.BED).stream()
                .sorted(Comparator.comparingLong(BedEntry::at))
                .toList();
        if (bed.isEmpty()) {
            throw new IllegalArgumentException(
                    "The journal of the bed in " + directory + " is empty; nothing was done there.");
        }
        long start = bed.get(0).at();
        for (BedEntry entry : bed) {
            befell(entry, entry.at() - start);
        }
        for (RunId id : written(JOURNAL)) {
            Run run = run(id);
            Journal.each(directory.resolve(id + JOURNAL), Lines.NODE, entry -> {
                run.wrote(entry, start);
                ledger.took(id, entry, start);
            });
        }
        for (RunId id : written(BELIEF)) {
            List<Belief> beliefs = BeliefFile.read(directory.resolve(id + BELIEF));
            run(id).believed(new Beliefs(beliefs.stream()
                    .map(belief -> Beliefs.shifted(belief, start))
                    .toList()));
        }
        return new Campaign(directory, bed, start, runs.values(), ledger);
    }

    private void befell(BedEntry entry, long at) {
        RunId id = null;
        if (entry instanceof BedEntry.Started started) {
            id = started.run();
        } else if (entry instanceof BedEntry.Killed killed) {
            id = killed.run();
        } else if (entry instanceof BedEntry.Terminated terminated) {
            id = terminated.run();
        } else if (entry instanceof BedEntry.Gone gone) {
            id = gone.run();
        }
        if (id != null) {
            run(id).befell(entry, at);
        }
    }

    private Run run(RunId id) {
        return runs.computeIfAbsent(id, Run::new);
    }

    /** In a fixed order, so that the same directory is always judged in the same words. */
    private List<RunId> written(String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("n\\d+\\.\\d+\\" + ending))
                    .map(name -> RunId.read(name.substring(0, name.length() - ending.length())))
                    .sorted(Comparator.comparingInt(RunId::node).thenComparingInt(RunId::run))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read.", failure);
        }
    }
}
