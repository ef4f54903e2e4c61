package org.pastecluster.bench.fleet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network of its own that has a loopback address and nothing else, so that its counters count one cluster's traffic. */
final class Namespace implements AutoCloseable {

    private static final String PREFIX = "pcbench-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

    private final String name;
    private final String trouble;

    private Namespace(String name, String trouble) {
        this.name = name;
        this.trouble = trouble;
    }

    /** Makes this process's network of that number, if this user may; {@link #trouble} tells what hindered it. */
    static Namespace make(int number) {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + number;
        String trouble = Shell.attempt("ip", "netns", "add", name);
        if (trouble.isEmpty()) {
            trouble = Shell.attempt("ip", "-n", name, "link", "set", "lo", "up");
        }
        return new Namespace(name, trouble);
    }

    /** Removes the networks of benches that were killed, which nobody else ever would. */
    static void removeOrphans() {
        for (String name : orphans(Shell.output("ip", "netns", "list").lines().toList())) {
            var unused = Shell.attempt("ip", "netns", "del", name);
        }
    }

    /** Which of the listed networks belong to a bench that has ended. */
    static List<String> orphans(List<String> listed) {
        return listed.stream()
                .map(line -> NAME.matcher(line.split(" ", 2)[0]))
                .filter(Matcher::matches)
                .filter(name -> !isAlive(Long.parseLong(name.group(1))))
                .map(Matcher::group)
                .toList();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
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
