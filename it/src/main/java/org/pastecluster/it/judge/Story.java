package org.pastecluster.it.judge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Belief;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/**
 * What the bed did, what every process wrote down, believed and said, and what was seen of nodes of another kind, around a moment, in one text: a line each, with its time before or after that moment. Of
 * messages only those that the violation names are told.
 */
public final class Story {

    private static final long SECOND = 1_000_000_000L;
    private static final long BEFORE = 10 * SECOND;
    private static final long AFTER = 3 * SECOND;

    /** What a flood of lines would bury is cut off in the middle. */
    private static final int MOST_LINES = 600;

    private record Line(long at, String who, String what) {}

    private final Path directory;
    private final Campaign campaign;

    /** Of the campaign whose directory it is. */
    public Story(Path directory) {
        this.directory = directory;
        this.campaign = Reading.of(directory);
    }

    /** The lines around a violation, the first of which says what it is. */
    public String around(Violation violation) {
        long from = violation.at() - BEFORE;
        long to = violation.at() + AFTER;
        List<Line> lines = new ArrayList<>();
        for (BedEntry entry : campaign.bed()) {
            lines.add(new Line(campaign.at(entry), "bed", words(Lines.BED.write(entry))));
        }
        for (Run run : campaign.runs()) {
            journal(run, violation.sentence(), from, to, lines);
            beliefs(run, lines);
            Logs.each(campaign, run, (at, line) -> {
                if (at >= from && at <= to) {
                    lines.add(new Line(at, run.toString(), "says: " + line));
                }
            });
        }
        neighbours(lines);
        lines.removeIf(line -> line.at < from || line.at > to);
        lines.sort(Comparator.comparingLong(Line::at));
        return text(violation, lines);
    }

    private void journal(Run run, String sentence, long from, long to, List<Line> lines) {
        Path journal = directory.resolve(run.id() + ".journal");
        if (!Files.exists(journal)) {
            return;
        }
        Journal.each(journal, Lines.NODE, entry -> {
            long at = entry.at() - campaign.start();
            if (at >= from && at <= to && isTold(run.id(), entry, sentence)) {
                lines.add(new Line(at, run.toString(), words(Lines.NODE.write(entry))));
            }
        });
    }

    /** What was seen of nodes of another kind, but for their messages. */
    private void neighbours(List<Line> lines) {
        Path journal = directory.resolve("neighbours.journal");
        if (!Files.exists(journal)) {
            return;
        }
        Journal.each(journal, Lines.NEIGHBOURS, entry -> {
            boolean standing = entry instanceof NeighbourEntry.Standing
                    || entry instanceof NeighbourEntry.Absent
                    || entry instanceof NeighbourEntry.Ring
                    || entry instanceof NeighbourEntry.Asked;
            if (standing) {
                lines.add(new Line(entry.at() - campaign.start(), ".NET", words(Lines.NEIGHBOURS.write(entry))));
            }
        });
    }

    private static boolean isTold(RunId run, NodeEntry entry, String sentence) {
        if (entry instanceof NodeEntry.Accepted accepted) {
            return names(sentence, run, accepted.lane(), accepted.message());
        } else if (entry instanceof NodeEntry.Told told) {
            return names(sentence, run, told.lane(), told.message());
        } else if (entry instanceof NodeEntry.Done done) {
            return names(sentence, run, done.lane(), done.message());
        } else if (entry instanceof NodeEntry.Handled handled) {
            return names(sentence, handled.sender(), handled.lane(), handled.message());
        }
        return true;
    }

    private static boolean names(String sentence, RunId sender, String lane, long number) {
        return (sentence + " ").contains(sender + " " + lane + " " + number + " ");
    }

    private static void beliefs(Run run, List<Line> lines) {
        long token = 0;
        for (Belief belief : run.beliefs().stretches()) {
            if (belief.token() != token) {
                String what =
                        belief.leads() ? "believes to lead with token " + belief.token() : "does not believe to lead";
                lines.add(new Line(belief.firstBy(), run.toString(), what));
            }
            token = belief.token();
            if (belief.leads()) {
                lines.add(new Line(
                        belief.last(),
                        run.toString(),
                        "believed so up to here, with a lease for another "
                                + Times.seconds(belief.leaseUntil() - belief.to())));
            }
        }
    }

    /** A line of a journal without its own time. */
    private static String words(String line) {
        String[] words = line.split("\t", 3);
        return words.length < 3 ? words[0] : words[0] + " " + words[2].replace('\t', ' ');
    }

    private static String text(Violation violation, List<Line> lines) {
        StringBuilder text = new StringBuilder(violation.toString()).append('\n');
        int hidden = Math.max(0, lines.size() - MOST_LINES);
        for (int i = 0; i < lines.size(); i++) {
            if (hidden > 0 && i == MOST_LINES / 2) {
                text.append("  … ").append(hidden).append(" lines are left out …\n");
                i += hidden;
            }
            Line line = lines.get(i);
            text.append(String.format(
                    Locale.ROOT, "%+10.3f s  %-6s %s\n", (line.at - violation.at()) / 1e9, line.who, line.what));
        }
        return text.toString();
    }
}
