package org.pastecluster.spring.trial;

import java.util.List;

/**
 * A line of a process' journal.
 *
 * @param nanos the machine's monotonic clock, the same for all processes
 * @param word what happened
 * @param rest to what
 */
record Entry(long nanos, String word, List<String> rest) {

    static Entry of(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new Entry(Long.parseLong(words.get(0)), words.get(1), words.subList(2, words.size()));
    }

    /** The first thing it happened to. */
    String what() {
        return rest.get(0);
    }

    boolean is(String name) {
        return word.equals(name);
    }
}
