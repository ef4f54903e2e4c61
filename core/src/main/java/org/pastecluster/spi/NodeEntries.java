package org.pastecluster.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.NodeAddress;

/**
 * Reads what a {@link Discovery} finds in its source, entry by entry: what is no address is left out and counted, and spoils nothing else.
 * Keeps one address more than a discovery may name, so that too many are noticed, and of those that are none the first. Not thread-safe.
 */
public final class NodeEntries {

    private static final int LONGEST = 80;
    private static final int MOST = 1025;

    private final List<NodeAddress> nodes = new ArrayList<>();
    private int bad;
    private String firstBad = "";

    /** Without any yet. */
    public NodeEntries() {}

    /** Takes an entry that should be a base URL, or says that it is none. */
    public void add(@Nullable String host) {
        if (host == null) {
            addBad("null");
            return;
        }
        try {
            NodeAddress node = NodeAddress.of(host);
            if (nodes.size() < MOST) {
                nodes.add(node);
            }
        } catch (ClusterConfigurationException noAddress) {
            addBad(host);
        }
    }

    /** Takes an entry that cannot be read. */
    public void addBad(String entry) {
        if (bad == 0) {
            firstBad = shown(entry);
        }
        bad++;
    }

    private static String shown(String entry) {
        String line = entry.substring(0, Math.min(entry.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
        return entry.length() > LONGEST ? line + "…" : line;
    }

    /** What was found so far. */
    public List<NodeAddress> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * What {@link Discovery#complaint()} is to say of it; null when every entry was an address.
     *
     * @param where what the entries are of, such as {@code the table pastecluster_node}
     */
    public @Nullable String complaint(String where) {
        if (bad == 0) {
            return null;
        }
        String what = bad == 1 ? "An entry of " + where + " names" : bad + " entries of " + where + " name";
        return what + " no node and " + (bad == 1 ? "was" : "were") + " left out, '" + firstBad
                + (bad == 1 ? "'" : "' first") + "; delete what is not the cluster's";
    }
}
