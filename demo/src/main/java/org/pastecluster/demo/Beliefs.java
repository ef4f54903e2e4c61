package org.pastecluster.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * When processes believed themselves leader, by the samples that each took of itself all 5 ms between two readings of the
 * clock that they share.
 */
final class Beliefs {

    private record Span(int process, long first, long last) {}

    private record Edge(long at, int change) {}

    private final List<Span> spans = new ArrayList<>();
    private long samples;

    /** Reads what processes wrote down, also those that were killed. */
    static Beliefs read(Collection<Path> files) {
        Beliefs beliefs = new Beliefs();
        int process = 0;
        for (Path file : files) {
            try {
                beliefs.add(process++, ByteBuffer.wrap(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw new DemoFailure("The samples of a node are missing: " + file);
            }
        }
        return beliefs;
    }

    private void add(int process, ByteBuffer file) {
        samples += file.getLong();
        while (file.remaining() >= 2 * Long.BYTES) {
            Span span = new Span(process, file.getLong(), file.getLong());
            if (span.first == 0 || span.last == 0) {
                return;
            }
            spans.add(span);
        }
    }

    /** How many samples all of them took. */
    long samples() {
        return samples;
    }

    /** How long more than one of them believed itself leader; nanoseconds. */
    long moreThanOneNanos() {
        List<Edge> edges = new ArrayList<>();
        for (Span span : spans) {
            edges.add(new Edge(span.first, 1));
            edges.add(new Edge(span.last, -1));
        }
        edges.sort(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::change));
        long total = 0;
        long since = 0;
        int leading = 0;
        for (Edge edge : edges) {
            if (leading > 1) {
                total += edge.at - since;
            }
            leading += edge.change;
            since = edge.at;
        }
        return total;
    }

    /** Whether a process believed itself leader at some time after an instant. */
    static boolean isLeaderAfter(Path file, long nanos) {
        return read(List.of(file)).spans.stream().anyMatch(span -> span.last > nanos);
    }
}
