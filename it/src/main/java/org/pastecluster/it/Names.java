package org.pastecluster.it;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What nodes are called and where they are. Node 3 is {@code n3}, of group 1, at 10.77.0.3. */
final class Names {

    private static final String PREFIX = "http://10.77.0.";
    private static final String SUFFIX = ":8080";

    private Names() {}

    static String host(int node) {
        return PREFIX + node + SUFFIX;
    }

    /** Of nodes from 1 on. */
    static List<String> hosts(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(Names::host).toList();
    }

    /** Which node that host is; 0 if it is none's. */
    static int node(String host) {
        return host.startsWith(PREFIX) && host.endsWith(SUFFIX)
                ? Integer.parseInt(host.substring(PREFIX.length(), host.length() - SUFFIX.length()))
                : 0;
    }

    /** Odd ones and even ones. */
    private static int group(int node) {
        return node % 2 == 0 ? 2 : 1;
    }

    /** Nodes from 1 on, as the setting {@code nodes} has them; the last ones, {@code neighbours} in number, know no names and have none. */
    static String list(int nodes, int neighbours) {
        return IntStream.rangeClosed(1, nodes + neighbours)
                .mapToObj(node -> host(node) + "," + node + "," + group(node) + (node > nodes ? "" : ",n" + node))
                .collect(Collectors.joining(";"));
    }
}
