package org.pastecluster.bench.fleet;

import java.util.List;

/** A network of its own that has a loopback address and nothing else, so that its counters count one cluster's traffic. */
final class Namespace implements AutoCloseable {

    private final String name;
    private final String trouble;

    private Namespace(String name, String trouble) {
        this.name = name;
        this.trouble = trouble;
    }

    /** Makes one, if this user may; {@link #trouble} tells what hindered it. */
    static Namespace make(String name) {
        String trouble = Shell.attempt("ip", "netns", "add", name);
        if (trouble.isEmpty()) {
            trouble = Shell.attempt("ip", "-n", name, "link", "set", "lo", "up");
        }
        return new Namespace(name, trouble);
    }

    /** There is none. */
    static Namespace none(String because) {
        return new Namespace("", because);
    }

    /** Why there is none; empty if there is one. */
    String trouble() {
        return trouble;
    }

    /** What goes before a command that shall run in it. */
    List<String> prefix() {
        return trouble.isEmpty() ? List.of("ip", "netns", "exec", name) : List.of();
    }

    @Override
    public void close() {
        if (!name.isEmpty()) {
            var unused = Shell.attempt("ip", "netns", "del", name);
        }
    }
}
