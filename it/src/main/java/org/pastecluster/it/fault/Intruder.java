package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.lab.NodeProcess;

/** Somebody from elsewhere, while the fault lasts. */
final class Intruder implements Fault {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String detail;
    private final Duration inputEnds;
    private final Supplier<NodeProcess> start;
    private @Nullable NodeProcess process;

    /** @param inputEnds when it hears that it shall come to an end; never, if that is no earlier than the fault's own */
    Intruder(String detail, Duration inputEnds, Supplier<NodeProcess> start) {
        this.detail = detail;
        this.inputEnds = inputEnds;
        this.start = start;
    }

    @Override
    public List<Integer> nodes() {
        return List.of();
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public void begin() {
        process = start.get();
    }

    @Override
    public List<Moment> moments() {
        return List.of(new Moment(inputEnds, this::endInput));
    }

    private void endInput() {
        if (process != null) {
            process.endInput();
        }
    }

    @Override
    public void end() {
        if (process != null) {
            process.kill();
            var unused = process.awaitEnd(LIMIT);
        }
    }
}
