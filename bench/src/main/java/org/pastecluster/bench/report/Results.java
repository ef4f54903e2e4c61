package org.pastecluster.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Figures;
import org.pastecluster.bench.work.Measure;
import org.pastecluster.bench.work.Work;

/** All figures of a campaign, and why others are missing. */
public final class Results implements Figures {

    private final Map<SystemKind, Map<Measure, List<Double>>> values = new EnumMap<>(SystemKind.class);
    private final Map<SystemKind, Map<Measure, String>> missing = new EnumMap<>(SystemKind.class);
    private final Map<SystemKind, Map<String, Set<Work>>> remarks = new EnumMap<>(SystemKind.class);

    @Override
    public void add(SystemKind kind, Measure measure, double value) {
        values.computeIfAbsent(kind, k -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, m -> new ArrayList<>())
                .add(value);
    }

    @Override
    public void miss(SystemKind kind, Work work, String why) {
        for (Measure measure : work.measures()) {
            missing.computeIfAbsent(kind, k -> new EnumMap<>(Measure.class)).put(measure, why);
        }
        if (why.endsWith(".")) {
            remark(kind, work, why);
        }
    }

    @Override
    public void remark(SystemKind kind, Work work, String sentence) {
        remarks.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                .computeIfAbsent(sentence, w -> EnumSet.noneOf(Work.class))
                .add(work);
    }

    public Optional<Summary> summary(SystemKind kind, Measure measure) {
        List<Double> found = values.getOrDefault(kind, Map.of()).get(measure);
        return found == null ? Optional.empty() : Optional.of(Summary.of(found));
    }

    /** Why there is no figure; empty if nobody said. */
    public String whyMissing(SystemKind kind, Measure measure) {
        return missing.getOrDefault(kind, Map.of()).getOrDefault(measure, "");
    }

    /** The sentences about figures and about what is missing. */
    public List<String> remarks() {
        List<String> lines = new ArrayList<>();
        remarks.forEach((kind, works) -> works.forEach((why, which) -> lines.add(kind.label() + ", "
                + String.join(", ", which.stream().map(Work::label).toList()) + ": " + why)));
        return lines;
    }

    /** Whether there is any figure of that measure. */
    public boolean has(Measure measure) {
        return values.values().stream().anyMatch(of -> of.containsKey(measure));
    }
}
