package org.pastecluster.bench.system;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The systems that can be measured, each as shipped or tuned. */
public enum SystemKind {
    FLOOR(
            "floor",
            Role.FLOOR,
            0,
            List.of(),
            "raw blocking SocketChannels, one each way, TCP_NODELAY; messages framed by their length, batched up to 64 KiB while"
                    + " the previous batch is written; acknowledged: the receiver writes back how many its handler has returned from"),
    JGROUPS(
            "jgroups",
            Role.PEER,
            0,
            List.of("/org/jgroups/"),
            "its tcp.xml and TCPPING; back-pressure is its UFC and MFC; acknowledged: not told to the sender"),
    JGROUPS_TUNED(
            "jgroups-tuned",
            Role.PEER,
            2048,
            List.of("/org/jgroups/"),
            "FD_ALL3 4 s/1 s, FD_SOCK2, join time-out 0.5 s, UFC and MFC 8 MB, transfer queue bundler,"
                    + " no statistics; the harness keeps 2,048 messages unacknowledged at most"),
    HAZELCAST(
            "hazelcast",
            Role.PEER,
            10_000,
            List.of("/com/hazelcast/"),
            "defaults and the TCP/IP join; a topic for each receiver, one for all; leader: the oldest member;"
                    + " acknowledged: not told to the sender, so the harness keeps 10,000 unacknowledged at most (its event queue drops when it is full)"),
    HAZELCAST_TUNED(
            "hazelcast-tuned",
            Role.PEER,
            10_000,
            List.of("/com/hazelcast/"),
            "heartbeat 1 s, at most 5 s without one, no wait before the join, connection time-out 1 s, merge after 5 s, one event thread,"
                    + " no metrics; window as above"),
    PEKKO(
            "pekko",
            Role.PEER,
            2048,
            List.of(
                    "/org/apache/pekko/",
                    "/org/scala-lang/",
                    "/com/typesafe/",
                    "/org/reactivestreams/",
                    "/com/hierynomus/",
                    "/org/agrona/",
                    "/org/slf4j/"),
            "Artery TCP, byte arrays, its split brain resolver switched on (keep-majority, stable after 20 s); leader: where the cluster singleton says it runs;"
                    + " acknowledged: not told to the sender, so the harness keeps 2,048 unacknowledged at most (its queue of 3,072 drops when it is full)"),
    PEKKO_TUNED(
            "pekko-tuned",
            Role.PEER,
            2048,
            PEKKO.jars(),
            "heartbeat 0.5 s, acceptable pause 3 s, stable after 5 s, gossip 0.2 s, one inbound lane, receiving actor on a thread of its own; window as above"),
    PASTECLUSTER(
            "pastecluster",
            Role.OURS,
            0,
            List.of("pastecluster-", "/org/slf4j/", "/org/apache/tomcat/", "/io/avaje/", "/jakarta/"),
            "ClusterServer with host, nodes and secret, a lane that blocks when 16,384 messages wait; acknowledged: the verdict, after its handler has"
                    + " returned"),
    PASTECLUSTER_TUNED(
            "pastecluster-tuned",
            Role.OURS,
            0,
            PASTECLUSTER.jars(),
            "as pastecluster, but its handler runs on the thread that reads the link, which must not block, and its links are not sealed, as no peer's"
                    + " connection is (mode token)"),
    /** A JVM with nothing in it, for what a node costs over it. */
    BARE("bare", Role.NONE, 0, List.of(), "");

    /** What part it plays in the table. */
    public enum Role {
        FLOOR,
        PEER,
        OURS,
        NONE
    }

    private final String label;
    private final Role role;
    private final int window;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> jars;

    private final String note;

    SystemKind(String label, Role role, int window, List<String> jars, String note) {
        this.label = label;
        this.role = role;
        this.window = window;
        this.jars = jars;
        this.note = note;
    }

    /** Those that a user may name. */
    public static List<SystemKind> measured() {
        return Arrays.stream(values()).filter(kind -> kind.role != Role.NONE).toList();
    }

    /** The one of that name. */
    public static Optional<SystemKind> named(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** As the table and the command line call it. */
    public String label() {
        return label;
    }

    public Role role() {
        return role;
    }

    public boolean isTuned() {
        return label.endsWith("-tuned");
    }

    /** How many messages the harness leaves unacknowledged at most; 0 where the system itself holds the sender back. */
    public int window() {
        return window;
    }

    /** Which jars it needs: what their paths have in them or, without a slash, what their names begin with. */
    public List<String> jars() {
        return jars;
    }

    /** How it is set, and what its acknowledgement means. */
    public String note() {
        return note;
    }

    /** Whether its adapter can send messages. */
    public boolean sends() {
        return role != Role.NONE;
    }

    /** Whether it elects a leader. */
    public boolean elects() {
        return role == Role.PEER || role == Role.OURS;
    }
}
