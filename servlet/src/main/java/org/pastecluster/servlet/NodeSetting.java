package org.pastecluster.servlet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node that can be written as text: as init parameter {@code min-members}, as option {@code --min-members},
 * as environment variable {@code PASTECLUSTER_MIN_MEMBERS}.
 */
public enum NodeSetting {
    HOST("URL", "this node's own base URL, such as http://192.0.2.3:8080; found by asking the others when left out"),
    NODES("LIST", "the known nodes: host[,id[,group[,name]]] joined by ';'"),
    SECRET("TEXT", "the cluster's secret; more than one while it is changed: the first signs, all are accepted"),
    SECRET_FILE("FILE", "a file with the secret, or with several, one a line"),
    AUTH(
            "WAY",
            "signed (default), token (.NET's plain header), or both joined by ',': the first is used, all are accepted"),
    ID("N", "number of this node; that of its entry in the list, else 0"),
    GROUP("N", "number of its group; likewise"),
    NAME("TEXT", "name of this node; likewise, else none"),
    CODE("TEXT", "code that answers to find; this node finds its own entry without it; none"),
    HEARTBEAT("TIME", "longest silence between a leader and a member; 1s"),
    DOUBT("TIME", "silence after which a peer is checked through others; 2s"),
    VERDICT("TIME", "silence after which a peer is held for dead; 2700ms"),
    LEASE("TIME", "how long a leader believes in itself without news; 3s"),
    LEASE_WARNING("TIME", "how long before the end of a lease its leader is warned; 1s"),
    MIN_MEMBERS("N", "smallest number of members that may have a leader; 1"),
    TRUST_REFUSAL("true|false", "whether an unheard leader whose address refuses is replaced at once; true"),
    CALL_TIMEOUT("TIME", "longest wait for a peer's answer; 1s"),
    FOUNDING_MARGIN("TIME", "how long nodes that start together look for each other; 40ms"),
    CLAIM_DELAY("TIME", "how much later others compete than the first three; 100ms"),
    SEARCH_INTERVAL("TIME", "how often missing nodes are looked for in the first ten minutes; 3s"),
    SEARCH_INTERVAL_LATER("TIME", "how often they are looked for afterwards; 30s"),
    REMEMBERED_NODES("N", "how many nodes that left are remembered; 1000"),
    OPEN_READS("true|false", "with token: leave status, nodes and run open to everybody, as .NET does; false");

    private static final NodeSetting[] ALL = values();

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String argument;
    private final String meaning;

    NodeSetting(String argument, String meaning) {
        this.argument = argument;
        this.meaning = meaning;
    }

    /** Its name, such as {@code min-members}. */
    public String word() {
        return word;
    }

    /** What its value looks like, one word. */
    public String argument() {
        return argument;
    }

    /** What it means, and its default. */
    public String meaning() {
        return meaning;
    }

    /** Whether several values may be given. */
    public boolean isRepeatable() {
        return this == SECRET || this == SECRET_FILE;
    }

    /** The setting of that name; null when there is none. */
    public static @Nullable NodeSetting of(String word) {
        for (NodeSetting setting : ALL) {
            if (setting.word.equals(word)) {
                return setting;
            }
        }
        return null;
    }
}
