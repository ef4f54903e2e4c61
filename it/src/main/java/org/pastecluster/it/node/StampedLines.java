package org.pastecluster.it.node;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error with the monotonic time before each line, which the journals have too: the wall clock is one of the things that go wrong. A line is
 * one write.
 */
final class StampedLines extends OutputStream {

    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private StampedLines(PrintStream out) {
        this.out = out;
    }

    /** What is printed to the result has a stamp. */
    static PrintStream around(PrintStream out) {
        return new PrintStream(new StampedLines(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int value) {
        if (line.size() == 0) {
            line.writeBytes((System.nanoTime() + " ").getBytes(StandardCharsets.US_ASCII));
        }
        line.write(value);
        if (value == '\n') {
            out.writeBytes(line.toByteArray());
            out.flush();
            line.reset();
        }
    }
}
