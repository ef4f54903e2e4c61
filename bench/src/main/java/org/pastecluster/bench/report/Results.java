package org.pastecluster.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
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
    private final Set<String> remarks = new LinkedHashSet<>();

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
            remarks.add(kind.label() + ", " + work.label() + ": " + why);
        }
    }

    public Optional<Summary> summary(SystemKind kind, Measure measure) {
        List<Double> found = values.getOrDefault(kind, Map.of()).get(measure);
        return found == null ? Optional.empty() : Optional.of(Summary.of(found));
    }

    /** Why there is no figure; empty if nobody said. */
    public String whyMissing(SystemKind kind, Measure measure) {
        return missing.getOrDefault(kind, Map.of()).getOrDefault(measure, "");
    }

    /** The sentences about figures that are missing. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Whether there is any figure of that measure. */
    public boolean has(Measure measure) {
        return values.values().stream().anyMatch(of -> of.containsKey(measure));
    }
}
