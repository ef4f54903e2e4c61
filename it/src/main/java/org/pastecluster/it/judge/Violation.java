package org.pastecluster.it.judge;

import java.util.List;

/**
 * A broken promise.
 *
 * @param promise its name, such as {@code P3b}
 * @param sentence what happened
 * @param at when, in nanoseconds since the campaign began
 * @param nodes the processes that it is about, such as {@code n2.5}
 */
public record Violation(String promise, String sentence, long at, List<String> nodes) {
    public Violation {
        nodes = List.copyOf(nodes);
    }

    @Override
    public String toString() {
        return promise + " at " + Times.seconds(at) + ": " + sentence;
    }
}
