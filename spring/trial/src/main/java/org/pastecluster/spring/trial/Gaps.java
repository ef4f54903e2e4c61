package org.pastecluster.spring.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Times without a leader, in milliseconds. */
final class Gaps {

    private final List<Double> millis = new ArrayList<>();

    /** Adds the time from a moment until somebody else leads. */
    void add(long since, ShopProcess before, List<ShopProcess> processes) throws IOException {
        Optional<Reign> next = Reign.of(processes).stream()
                .filter(reign -> reign.from() > since && reign.process() != before)
                .findFirst();
        next.ifPresent(reign -> millis.add((reign.from() - since) / 1e6));
    }

    /** Those between one reign and the next one, where that began later. */
    static Gaps between(List<Reign> reigns) {
        Gaps gaps = new Gaps();
        for (int i = 1; i < reigns.size(); i++) {
            gaps.millis.add(Math.max(0, reigns.get(i).from() - reigns.get(i - 1).until()) / 1e6);
        }
        return gaps;
    }

    int count() {
        return millis.size();
    }

    /** The share of them that is not longer; 0 where there are none. */
    double quantile(double share) {
        if (millis.isEmpty()) {
            return 0;
        }
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    double longest() {
        return millis.isEmpty() ? 0 : Collections.max(millis);
    }
}
