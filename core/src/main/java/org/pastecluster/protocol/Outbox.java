package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;

/** Collects the outputs of a step. */
final class Outbox {

    private final List<Output> outputs = new ArrayList<>();

    void stepBegins() {
        outputs.clear();
    }

    List<Output> outputs() {
        return outputs;
    }

    void add(Output output) {
        outputs.add(output);
    }

    void note(HistoryKind kind, long number, @Nullable Member node, String why) {
        outputs.add(new Output.Noted(kind, number, node, why));
    }
}
