package org.pastecluster.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.KindFigures;
import org.pastecluster.it.judge.Totals;

/** What a campaign must have had in it, to have shown anything. */
final class Demands {

    private Demands() {}

    /** What is missing in a long campaign of all kinds of fault, a sentence each. */
    static List<String> unmet(Judgement judgement, Setup setup) {
        List<String> unmet = new ArrayList<>(ofEvery(judgement));
        Set<String> missing = new TreeSet<>();
        setup.kinds().forEach(kind -> missing.add(kind.name()));
        judgement.kinds().stream()
                .filter(kind -> kind.count() > 0)
                .map(KindFigures::kind)
                .forEach(missing::remove);
        if (!missing.isEmpty()) {
            unmet.add("These kinds of fault did not occur: " + String.join(", ", missing) + ".");
        }
        String vain = judgement.kinds().stream()
                .filter(kind -> kind.count() > 0 && kind.seen() == 0)
                .map(KindFigures::kind)
                .collect(Collectors.joining(", "));
        if (!vain.isEmpty()) {
            unmet.add("These kinds of fault did nothing whenever they came: " + vain + ".");
        }
        Totals totals = judgement.totals();
        if (totals.overlapping() * 3 < totals.faults()) {
            unmet.add("Only " + totals.overlapping() + " of " + totals.faults()
                    + " faults overlapped another; a third has to.");
        }
        if (judgement.judged().getOrDefault("P9", 0) == 0) {
            unmet.add("No planned move of leadership could be judged (P9).");
        }
        if (judgement.judged().getOrDefault("P3b", 0) == 0) {
            unmet.add("No change of leader could be judged by the lease of the one before (P3b).");
        }
        if (setup.neighbours() > 0 && judgement.judged().getOrDefault("P12", 0) == 0) {
            unmet.add("No network with nodes of another kind in it could be judged (P12).");
        }
        if (totals.cutNetworks() == 0 && setup.neighbours() == 0) {
            unmet.add("No network that stayed cut could be judged (P5).");
        }
        return unmet;
    }

    /** What is missing in any campaign. */
    static List<String> ofEvery(Judgement judgement) {
        List<String> unmet = new ArrayList<>();
        judgement.totals().emptyPhases().forEach(phase -> unmet.add("No message was delivered in " + phase + "."));
        if (judgement.totals().faults() == 0) {
            unmet.add("No fault occurred.");
        }
        return unmet;
    }
}
