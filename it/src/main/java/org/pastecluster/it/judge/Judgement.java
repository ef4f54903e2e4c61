package org.pastecluster.it.judge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the judge found.
 *
 * @param violations in the order of time, of one promise the first fifty
 * @param broken how often each promise was broken, in all
 * @param judged how many times something was looked at that could have broken a promise
 * @param notJudged how many times something might have broken a promise and nobody can tell, and why
 * @param kinds figures of each kind of fault that occurred, by name
 * @param totals figures of all
 */
public record Judgement(
        List<Violation> violations,
        Map<String, Integer> broken,
        Map<String, Integer> judged,
        Map<String, Map<String, Integer>> notJudged,
        List<KindFigures> kinds,
        Totals totals) {

    public Judgement {
        violations = List.copyOf(violations);
        broken = Collections.unmodifiableMap(new TreeMap<>(broken));
        judged = Collections.unmodifiableMap(new TreeMap<>(judged));
        notJudged = Collections.unmodifiableMap(new TreeMap<>(notJudged));
        kinds = List.copyOf(kinds);
    }

    /** Whether no promise was broken. */
    public boolean isClean() {
        return violations.isEmpty();
    }
}
