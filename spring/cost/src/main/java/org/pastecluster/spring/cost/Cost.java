package org.pastecluster.spring.cost;

import java.util.List;
import java.util.Optional;

/**
 * What one process cost.
 *
 * @param leads whether it was a cluster of one node, whose leader it was
 */
record Cost(long cpuNanos, long heapBytes, boolean leads) {

    private static final String MARK = "@cost";

    /** For {@link #read}. */
    String line() {
        return MARK + " " + cpuNanos + " " + heapBytes + " " + leads;
    }

    /** Finds the line among others. */
    static Optional<Cost> read(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 4 && words[0].equals(MARK))
                .map(words ->
                        new Cost(Long.parseLong(words[1]), Long.parseLong(words[2]), Boolean.parseBoolean(words[3])))
                .findFirst();
    }
}
