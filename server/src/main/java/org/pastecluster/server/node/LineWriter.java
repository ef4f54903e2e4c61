package org.pastecluster.server.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes whole lines, each at once. When nobody reads any more, it stops writing. Thread-safe. */
final class LineWriter {

    private final OutputStream out;
    private boolean broken;

    LineWriter(OutputStream out) {
        this.out = out;
    }

    synchronized void write(String line) {
        if (broken) {
            return;
        }
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException nobodyReads) {
            broken = true;
        }
    }
}
