package org.pastecluster.bench.soak.ledger;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pastecluster.Verdict;

/**
 * Compares what senders were told with what handlers had, message by message. What is judged is counted, and its files are removed, so that a
 * long soak leaves no more files than a short one.
 */
public final class Audit {

    private static final int MOST_FINDINGS = 20;

    private final LedgerFiles files;
    private final int nodes;
    private final Map<SoakLane, Tally> tallies = new EnumMap<>(SoakLane.class);

    /** With the lanes on which every message has a verdict that is certain, so that none may come any more. */
    private final Map<NodeRun, Set<SoakLane>> judged = new HashMap<>();

    private final List<String> findings = new ArrayList<>();
    private long found;

    public Audit(LedgerFiles files, int nodes) {
        this.files = files;
        this.nodes = nodes;
        for (SoakLane lane : SoakLane.values()) {
            tallies.put(lane, new Tally());
        }
    }

    /**
     * Judges all that one run of a node sent.
     *
     * @param sender in what run; nothing of it may be on its way any more
     * @param lives whether the process lives, so that every message has its verdict
     * @param incarnations of the processes that the other runs were of, this one's too
     */
    public void judge(NodeRun sender, boolean lives, Map<NodeRun, Long> incarnations) {
        Set<SoakLane> certain = EnumSet.noneOf(SoakLane.class);
        MappedFile numbers = MappedFile.toRead(files.incarnations(sender));
        for (SoakLane lane : SoakLane.values()) {
            List<StreamJudge.Receiver> receivers = new ArrayList<>();
            incarnations.forEach((run, incarnation) -> {
                if (Files.exists(files.handed(run, sender, lane))) {
                    receivers.add(
                            new StreamJudge.Receiver(run, incarnation, HandedStream.toRead(files, run, sender, lane)));
                }
            });
            long unknown = tally(lane).count(Verdict.UNKNOWN);
            StreamJudge judge = new StreamJudge(
                    SentStream.toRead(files, sender, lane, nodes),
                    receivers,
                    number -> Incarnations.read(numbers, number),
                    tally(lane),
                    what -> found("Lane " + lane.label() + " of " + sender + ": " + what));
            judge.judge(lane, nodes, lives);
            if (lives && tally(lane).count(Verdict.UNKNOWN) == unknown) {
                certain.add(lane);
            }
            LedgerFiles.delete(files.sent(sender, lane));
            receivers.forEach(receiver -> LedgerFiles.delete(files.handed(receiver.run(), sender, lane)));
        }
        LedgerFiles.delete(files.incarnations(sender));
        judged.put(sender, certain);
    }

    /**
     * Finds what handlers had of messages that were judged already, where that cannot be: what is unknown may still be handled, by a process that
     * was frozen, and what a dead sender sent by whoever carried it.
     */
    public void findStrays() {
        for (LedgerFiles.Handed file : files.handed()) {
            Set<SoakLane> certain = judged.get(file.sender());
            if (certain == null) {
                continue;
            }
            LedgerFiles.delete(file.path());
            if (certain.stream().anyMatch(lane -> lane.label().equals(file.lane()))) {
                found("A message on lane " + file.lane() + " of " + file.sender() + " was handed to " + file.receiver()
                        + " when all messages of that run had their verdicts.");
            }
        }
    }

    /** How many messages handlers had, of those that were judged. */
    public long countHanded() {
        return tallies.values().stream().mapToLong(Tally::countHanded).sum();
    }

    /** Something is not accounted for. */
    public void found(String sentence) {
        found++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(sentence);
        }
    }

    public Tally tally(SoakLane lane) {
        Tally tally = tallies.get(lane);
        if (tally == null) {
            throw new IllegalArgumentException(lane.label());
        }
        return tally;
    }

    /** What is not accounted for, a sentence each; the first {@value #MOST_FINDINGS}. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** How much is not accounted for. */
    public long countFindings() {
        return found;
    }
}
