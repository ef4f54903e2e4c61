package org.pastecluster.it.lab;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Hosts with a network of their own each, on one bridge, and what stands between them. Nothing is made outside of these networks, and closing it removes
 * them with all processes that were started in them; so does the end of this JVM, however it comes, but for the networks of a JVM that was killed, which the next lab removes.
 * Not thread-safe, but for {@link #close()}.
 */
public final class Lab implements AutoCloseable {

    private static final AtomicInteger LABS = new AtomicInteger();

    private final Path directory;
    private final Namespaces namespaces;
    private final Map<Integer, Helper> helpers = new HashMap<>();
    private final Map<Integer, FakeClock> clocks = new HashMap<>();
    private final Map<Integer, String> rulesets = new HashMap<>();
    private final Thread atEnd = new Thread(this::remove, "lab-end");
    private String bridge = "";

    private Lab(Namespaces namespaces, Path directory) {
        this.namespaces = namespaces;
        this.directory = directory;
    }

    /** What hinders a lab here, and what to do about it, as one sentence; empty where nothing does. Takes some 50 ms. */
    public static String trouble() {
        return Requirements.trouble();
    }

    /**
     * Makes the networks. Those of beds that were killed are removed.
     *
     * @param hosts their numbers, from 1 to 254: host 3 is at 10.77.0.3
     * @param directory gets the helpers' logs
     */
    public static Lab make(Collection<Integer> hosts, Path directory) {
        Namespaces.removeOrphans();
        FakeClock.tidy();
        Lab lab = new Lab(new Namespaces(LABS.incrementAndGet(), hosts), directory);
        Runtime.getRuntime().addShutdownHook(lab.atEnd);
        try {
            lab.namespaces.make();
            lab.obstruct(List.of());
        } catch (LabFailure failure) {
            lab.close();
            throw failure;
        }
        return lab;
    }

    /** The hosts' numbers. */
    public List<Integer> hosts() {
        return namespaces.hosts();
    }

    /** What goes before a command that shall run in that host's network. It becomes that command: the process keeps its number. */
    public List<String> inside(int host) {
        return namespaces.inside(host);
    }

    /** A command that runs a class of this JVM's class path by this JVM's program, in that host's network. */
    public List<String> java(int host, List<String> flags, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(inside(host));
        command.addAll(java(flags, main, arguments));
        return command;
    }

    /** A command that runs a class of this JVM's class path by this JVM's program. */
    public static List<String> java(List<String> flags, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }

    /** From now on these obstacles stand, and no others; what is new on the bridge stands at once for all. */
    public void obstruct(Collection<Obstacle> obstacles) {
        Ruleset rules = new Ruleset(obstacles);
        for (int host : hosts()) {
            String text = rules.ofNode(host);
            if (!text.equals(rulesets.put(host, text))) {
                namespaces.nft(host, text);
            }
        }
        String text = rules.ofBridge();
        if (!text.equals(bridge)) {
            bridge = text;
            namespaces.nftOfBridge(text);
        }
    }

    /** The host's card is plugged in, or is not: silence, to both sides. */
    public void link(int host, boolean up) {
        namespaces.link(host, up);
    }

    /** Resets what {@code from} has dialled to the service ports of {@code to}: both ends are told by the kernel. */
    public void reset(int from, Collection<Integer> to) {
        String targets = to.stream().map(host -> "dst " + Ports.address(host)).collect(Collectors.joining(" or "));
        namespaces.destroySockets(from, "( " + targets + " ) and dport = :" + Ports.SERVICE);
    }

    /** Resets all connections that host has with others: both ends are told by the kernel. */
    public void resetAll(int host) {
        namespaces.destroySockets(host, "dst 10.77.0.0/24 and not dst " + Ports.address(host));
    }

    /** What stands in that host's network to delay and to answer; started with the first call. */
    public Helper helper(int host) {
        return helpers.computeIfAbsent(
                host, number -> Helper.start(this, number, directory.resolve("helper" + number + ".log")));
    }

    /** Starts the helpers of all hosts, so that none has to be waited for later. */
    public void startHelpers() {
        hosts().forEach(this::helper);
        helpers.values().forEach(Helper::awaitUp);
    }

    /** The wall clock of that host's processes, which have to be started with its environment. */
    public FakeClock clock(int host) {
        return clocks.computeIfAbsent(host, number -> new FakeClock(directory.resolve("clock" + number)));
    }

    /** Nothing stands in anybody's way. */
    public void heal() {
        obstruct(List.of());
        for (int host : hosts()) {
            link(host, true);
        }
        helpers.values().forEach(Helper::heal);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
            return;
        }
        remove();
    }

    private void remove() {
        namespaces.remove();
        FakeClock.tidy();
    }
}
