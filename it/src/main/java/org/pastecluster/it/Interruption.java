package org.pastecluster.it;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What remains to be said when somebody ends the bed before its time, as by Ctrl-C, which ends the nodes too: what was done until then can be judged. Networks and
 * processes are removed by those who made them.
 */
final class Interruption implements AutoCloseable {

    private final Thread atEnd;
    private volatile boolean came;

    /** {@code end} is run first, so that nothing that ends from then on is held against the nodes. */
    Interruption(Runnable end, Path directory, PrintStream out) {
        this.atEnd = new Thread(
                () -> {
                    came = true;
                    end.run();
                    out.println("Interrupted. What was done until now can be judged: bin/chaos --judge "
                            + directory.toAbsolutePath());
                },
                "chaos-interrupted");
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Whether it came to that: there is nothing to be judged or told in the usual way. */
    boolean came() {
        return came;
    }

    /** The bed has ended by itself. */
    @Override
    public void close() {
        if (came) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException onItsWay) {
            came = true;
        }
    }
}
