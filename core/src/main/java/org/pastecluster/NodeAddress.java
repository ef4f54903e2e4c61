package org.pastecluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a node can be found, and how its users name it: one entry of a node list.
 *
 * @param host base URL of the node, such as {@code http://192.0.2.3:8080}, normalised by {@link HostUrl}
 * @param id number that its users gave the node; 0 when they gave none
 * @param group number of the group it belongs to; 0 when they gave none
 * @param name name by which messages reach it; empty when it has none
 */
public record NodeAddress(String host, int id, int group, String name) {

    public NodeAddress {
        host = HostUrl.normalise(host);
        Objects.requireNonNull(name, "name");
    }

    /** An address of which only the base URL is known. */
    public static NodeAddress of(String host) {
        return new NodeAddress(host, 0, 0, "");
    }

    /**
     * Reads a list of the form {@code host[,id[,group[,name]]]} joined by {@code ;}. Empty entries are skipped.
     *
     * @throws ClusterConfigurationException naming the entry that cannot be read and what is wrong with it
     */
    public static List<NodeAddress> parseList(String list) {
        List<NodeAddress> addresses = new ArrayList<>();
        for (String entry : list.split(";", -1)) {
            if (!entry.isBlank()) {
                addresses.add(parse(entry.strip()));
            }
        }
        return List.copyOf(addresses);
    }

    private static NodeAddress parse(String entry) {
        String[] parts = entry.split(",", -1);
        if (parts.length > 4) {
            throw new ClusterConfigurationException("The node list's entry '" + entry
                    + "' has more than four parts; write host,id,group,name and separate nodes by ';'.");
        }
        return new NodeAddress(
                parts[0].strip(),
                number(entry, parts, 1, "id"),
                number(entry, parts, 2, "group"),
                parts.length > 3 ? parts[3].strip() : "");
    }

    private static int number(String entry, String[] parts, int index, String what) {
        if (parts.length <= index || parts[index].isBlank()) {
            return 0;
        }
        try {
            return Integer.parseInt(parts[index].strip());
        } catch (NumberFormatException notANumber) {
            throw new ClusterConfigurationException("The node list's entry '" + entry + "' has '" + parts[index].strip()
                    + "' where its " + what + " belongs; write a whole number or leave it empty.");
        }
    }

    // Written out, as hashCode is: the JVM makes a record's own at their first use, which a start must not wait for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeAddress address
                && id == address.id
                && group == address.group
                && host.equals(address.host)
                && name.equals(address.name);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * host.hashCode() + id) + group) + name.hashCode();
    }

    /** The form that {@link #parseList} reads, without trailing empty parts. */
    @Override
    public String toString() {
        if (!name.isEmpty()) {
            return host + "," + id + "," + group + "," + name;
        }
        return id == 0 && group == 0 ? host : host + "," + id + "," + group;
    }
}
