package org.pastecluster.it.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pastecluster.it.lab.inside.Burner;

/** Another program that wants the machine's cores, until it is closed. */
public final class Burning implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final NodeProcess process;

    private Burning(NodeProcess process) {
        this.process = process;
    }

    /** Keeps as many cores busy as there are threads; returns at once. */
    public static Burning start(int threads) {
        List<String> command = Lab.java(
                List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Burner.class.getName(),
                List.of(Integer.toString(threads)));
        return new Burning(NodeProcess.start("burner", command, Map.of(), Path.of("/dev/null"), line -> {}));
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it. */
    @Override
    public void close() {
        process.kill();
        var unused = process.awaitEnd(LIMIT);
    }
}
