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
    private final Supplier<NodeProcess> start;
    private @Nullable NodeProcess process;

    Intruder(String detail, Supplier<NodeProcess> start) {
        this.detail = detail;
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
    public void end() {
        if (process != null) {
            process.kill();
            var unused = process.awaitEnd(LIMIT);
        }
    }
}
