package org.pastecluster.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The TCP sockets of one process, as {@code ss} lists and destroys them. */
final class Sockets {

    /** State, two queues, the local address and its port. */
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+\\d+\\s+\\d+\\s+\\S*:(\\d+)\\s.*");

    /** Ports that it listens on, and local ports of its connections. */
    record Ports(List<Integer> listening, List<Integer> connected) {}

    private final List<String> prefix;

    /** {@code prefix} goes before a command, so that it runs in the network of the process. */
    Sockets(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The process goes on; from now on its addresses refuse, and whoever was connected with it gets a reset. */
    void destroy(long pid) {
        Ports ports = read(Shell.output(command("-H", "-t", "-a", "-n", "-p")), pid);
        if (ports.listening().isEmpty()) {
            throw new BenchFailure("ss lists no socket on which process " + pid + " listens.");
        }
        // First the address: else those that lose a connection would have another one at once.
        Shell.run(command("-K", "-t", "-l", filter(ports.listening())));
        if (!ports.connected().isEmpty()) {
            Shell.run(command("-K", "-t", filter(ports.connected())));
        }
        if (read(Shell.output(command("-H", "-t", "-l", "-n", "-p")), pid).listening().stream()
                .anyMatch(ports.listening()::contains)) {
            throw new BenchFailure("ss -K does not close sockets here; the kernel needs CONFIG_INET_DIAG_DESTROY.");
        }
    }

    private String[] command(String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.add("ss");
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private static String filter(List<Integer> ports) {
        return ports.stream().map(port -> "sport = :" + port).collect(Collectors.joining(" or ", "( ", " )"));
    }

    /** Takes what {@code ss -H -t -a -n -p} wrote. */
    static Ports read(String listing, long pid) {
        List<Integer> listening = new ArrayList<>();
        List<Integer> connected = new ArrayList<>();
        for (String line : listing.lines().toList()) {
            Matcher socket = LINE.matcher(line);
            if (line.contains("pid=" + pid + ",") && socket.matches()) {
                boolean listens = socket.group(1).equals("LISTEN");
                (listens ? listening : connected).add(Integer.valueOf(socket.group(2)));
            }
        }
        return new Ports(
                listening.stream().distinct().toList(),
                connected.stream().distinct().toList());
    }
}
