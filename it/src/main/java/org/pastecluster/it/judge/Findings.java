package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.it.record.RunId;

/** What the checkers found, and how much they had to look at: a check that had nothing to judge has shown nothing. */
final class Findings {

    /** Of one promise; the rest is counted, for one mistake may break it a thousand times. */
    private static final int MOST = 50;

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Integer> broken = new TreeMap<>();
    private final Map<String, Integer> judged = new TreeMap<>();
    private final Map<String, Map<String, Integer>> notJudged = new TreeMap<>();
    private final List<Long> lost = new ArrayList<>();
    private final List<Long> duplicated = new ArrayList<>();
    private final List<Long> plannedMoves = new ArrayList<>();
    private int cutNetworks;

    void broken(String promise, long at, String sentence, RunId... runs) {
        if (broken.merge(promise, 1, Integer::sum) <= MOST) {
            List<String> nodes =
                    Arrays.stream(runs).map(RunId::toString).distinct().toList();
            violations.add(new Violation(promise, sentence, at, nodes));
        }
    }

    /** Something could have broken the promise and was looked at. */
    void judged(String promise) {
        judged(promise, 1);
    }

    void judged(String promise, int times) {
        judged.merge(promise, times, Integer::sum);
    }

    /** Something could have broken the promise, and nobody can tell; {@code why} is a few words. */
    void notJudged(String promise, String why) {
        notJudged.computeIfAbsent(promise, name -> new TreeMap<>()).merge(why, 1, Integer::sum);
    }

    /** A message that was accepted then had no verdict, or one without a handler. */
    void lost(long acceptedAt) {
        lost.add(acceptedAt);
    }

    /** A message that was accepted then was handled once more than it should. */
    void duplicated(long acceptedAt) {
        duplicated.add(acceptedAt);
    }

    /** A planned move was judged, and took so long. */
    void plannedMove(long took) {
        plannedMoves.add(took);
    }

    /** A network that stayed cut was judged. */
    void cutNetwork() {
        cutNetworks++;
    }

    int cutNetworks() {
        return cutNetworks;
    }

    List<Long> plannedMoves() {
        return plannedMoves;
    }

    List<Long> lostMessages() {
        return lost;
    }

    List<Long> duplicatedMessages() {
        return duplicated;
    }

    /** In the order of time. */
    List<Violation> violations() {
        return violations.stream()
                .sorted(Comparator.comparingLong(Violation::at))
                .toList();
    }

    Map<String, Integer> judgedCounts() {
        return judged;
    }

    Map<String, Map<String, Integer>> notJudgedCounts() {
        return notJudged;
    }

    Map<String, Integer> brokenCounts() {
        return broken;
    }
}
