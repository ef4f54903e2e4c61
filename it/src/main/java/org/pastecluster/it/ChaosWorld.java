package org.pastecluster.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pastecluster.it.fault.World;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.node.ChaosNode;
import org.pastecluster.it.record.RunId;

/** How the processes of a campaign are started, and what they say. */
final class ChaosWorld implements World {

    /** Where a node with another secret lives. */
    static final int STRANGER = 101;

    /** Where somebody hostile lives. */
    static final int HOSTILE = 102;

    /** Who breaks promises where that is wanted. */
    private static final int SABOTEUR = 2;

    private static final String OTHER_SECRET = "another-secret-than-the-campaigns";

    /** Small, and warm soon: five of them share two cores. */
    private static final List<String> FLAGS = List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");

    private final Lab lab;
    private final Path directory;
    private final int nodes;
    private final String secret;
    private final String sabotage;
    private final Sight sight;
    private volatile boolean sending = true;

    /**
     * @param sabotage what the second node does wrong on purpose; empty for nothing
     */
    ChaosWorld(Lab lab, Path directory, int nodes, String secret, String sabotage, Sight sight) {
        this.lab = lab;
        this.directory = directory.toAbsolutePath();
        this.nodes = nodes;
        this.secret = secret;
        this.sabotage = sabotage;
        this.sight = sight;
    }

    @Override
    public NodeProcess start(RunId run) {
        Map<String, String> environment = environment(run.node(), secret);
        if (run.node() == SABOTEUR && !sabotage.isEmpty()) {
            environment.put("CHAOS_SABOTAGE", sabotage);
        }
        sight.begins(run);
        return start(run, environment);
    }

    private NodeProcess start(RunId run, Map<String, String> environment) {
        List<String> arguments =
                List.of(run.toString(), directory.toString(), Names.host(run.node()), Names.list(nodes));
        NodeProcess started = NodeProcess.start(
                run.toString(),
                lab.java(run.node(), FLAGS, ChaosNode.class.getName(), arguments),
                environment,
                directory.resolve(run + ".log"),
                line -> sight.hear(run, line));
        if (sending) {
            // It waits in the pipe until the node reads.
            started.say("go");
        }
        return started;
    }

    private Map<String, String> environment(int host, String itsSecret) {
        Map<String, String> environment = new HashMap<>(lab.clock(host).environment());
        environment.put("PASTECLUSTER_SECRET", itsSecret);
        return environment;
    }

    /** From now on nobody who is started sends. */
    void endSending() {
        sending = false;
    }

    @Override
    public NodeProcess startStranger(int fault) {
        return start(new RunId(STRANGER, fault), environment(STRANGER, OTHER_SECRET));
    }

    @Override
    public NodeProcess startHostile(int fault, long seed) {
        String targets = IntStream.rangeClosed(1, nodes).mapToObj(Names::host).collect(Collectors.joining(";"));
        return NodeProcess.start(
                "hostile" + fault,
                lab.java(
                        HOSTILE,
                        FLAGS,
                        "org.pastecluster.it.hostile.HostileMain",
                        List.of(Long.toString(seed), targets, directory.toString())),
                Map.of("PASTECLUSTER_SECRET", secret),
                directory.resolve("hostile" + fault + ".log"),
                line -> {});
    }

    @Override
    public int leader() {
        return sight.leader();
    }
}
