package org.pastecluster.it.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's networks of one lab: one with the bridge, and one for each host, joined to it. */
final class Namespaces {

    private static final String PREFIX = "pcc";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+-\\w+");

    private final List<Integer> hosts;
    private final String prefix;
    private final String hub;

    /** {@code number} tells the labs of one process apart. */
    Namespaces(int number, Collection<Integer> hosts) {
        this.hosts = List.copyOf(hosts);
        this.prefix = PREFIX + ProcessHandle.current().pid() + "-" + number + "-";
        this.hub = prefix + "hub";
    }

    List<Integer> hosts() {
        return hosts;
    }

    private String name(int host) {
        return prefix + "n" + host;
    }

    private static String port(int host) {
        return "v" + host;
    }

    void make() {
        Shell.run("ip", "netns", "add", hub);
        hosts.forEach(host -> Shell.run("ip", "netns", "add", name(host)));
        StringBuilder ofHub = new StringBuilder("""
                link set lo up
                link add br0 type bridge
                link set br0 up
                """);
        hosts.forEach(host -> ofHub.append("""
                link add %1$s type veth peer name eth0 netns %2$s
                link set %1$s master br0 up
                """.formatted(port(host), name(host))));
        batch(hub, ofHub.toString());
        hosts.forEach(host -> batch(name(host), """
                link set lo up
                addr add %s/24 dev eth0
                link set eth0 up
                """.formatted(Ports.address(host))));
    }

    private static void batch(String name, String commands) {
        Shell.run(List.of(Tools.get("ip"), "-n", name, "-batch", "-"), commands);
    }

    /** Ends what runs in them, and removes them. */
    void remove() {
        List<String> names = new ArrayList<>(hosts.stream().map(this::name).toList());
        names.add(hub);
        names.forEach(Namespaces::remove);
    }

    private static void remove(String name) {
        for (String pid : Shell.output("ip", "netns", "pids", name).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
        var unused = Shell.attempt("ip", "netns", "del", name);
    }

    /** Removes the networks of beds that were killed, which nobody else ever would. */
    static void removeOrphans() {
        orphans(Shell.output("ip", "netns", "list").lines().toList()).forEach(Namespaces::remove);
    }

    /** Which of the listed networks belong to a bed that has ended. */
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

    List<String> inside(int host) {
        return inside(name(host));
    }

    private static List<String> inside(String name) {
        return List.of(Tools.get("nsenter"), "--net=/run/netns/" + name);
    }

    void nft(int host, String rules) {
        nft(name(host), rules);
    }

    void nftOfBridge(String rules) {
        nft(hub, rules);
    }

    private static void nft(String name, String rules) {
        List<String> command = new ArrayList<>(inside(name));
        command.addAll(List.of(Tools.get("nft"), "-f", "-"));
        Shell.run(command, rules);
    }

    void link(int host, boolean up) {
        Shell.run("ip", "-n", hub, "link", "set", port(host), up ? "up" : "down");
    }

    void destroySockets(int host, String filter) {
        List<String> command = new ArrayList<>(inside(host));
        command.addAll(List.of(Tools.get("ss"), "-H", "-K", "-t", filter));
        Shell.run(command, "");
    }
}
