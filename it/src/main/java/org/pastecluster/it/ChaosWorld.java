package org.pastecluster.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pastecluster.it.fault.World;
import org.pastecluster.it.hostile.HostileMain;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.NodeProcess;
import org.pastecluster.it.neighbour.DotNetProgram;
import org.pastecluster.it.neighbour.NeighbourMain;
import org.pastecluster.it.neighbour.WireTap;
import org.pastecluster.it.node.ChaosNode;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.RunId;

/** How the processes of a campaign are started, and what they say. */
final class ChaosWorld implements World, AutoCloseable {

    /** Where a node with another secret lives. */
    static final int STRANGER = 101;

    /** Where somebody hostile lives. */
    static final int HOSTILE = 102;

    /** Where somebody lives who watches .NET nodes. */
    static final int OBSERVER = 103;

    /** What a stranger has for a secret. */
    static final String OTHER_SECRET = "another-secret-than-the-campaigns";

    private static final String SECRET_VARIABLE = "PASTECLUSTER_SECRET";

    /** Small, and warm soon: five of them share two cores. */
    private static final List<String> FLAGS =
            List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Lab lab;
    private final Path directory;
    private final ChaosOptions options;
    private final String secret;
    private final Sight sight;
    private final Journal<NeighbourEntry> neighbours;
    private final List<WireTap> taps;
    private volatile boolean sending = true;

    ChaosWorld(Lab lab, Path directory, ChaosOptions options, String secret, Sight sight) {
        this.lab = lab;
        this.directory = directory.toAbsolutePath();
        this.options = options;
        this.secret = secret;
        this.sight = sight;
        this.neighbours = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS);
        List<String> hosts = neighbourNodes().mapToObj(Names::host).toList();
        this.taps = neighbourNodes()
                .mapToObj(node -> new WireTap(wireLog(node), Names.host(node), hosts, neighbours))
                .toList();
    }

    private IntStream neighbourNodes() {
        return IntStream.rangeClosed(options.nodes() + 1, options.nodes() + options.neighbours());
    }

    /** Of all its processes. */
    private Path wireLog(int node) {
        return directory.resolve("n" + node + ".wire");
    }

    /** Nodes of both kinds, as the setting {@code nodes} has them. */
    private String list() {
        return Names.list(options.nodes(), options.neighbours());
    }

    @Override
    public NodeProcess start(RunId run) {
        return run.node() > options.nodes() ? startNeighbour(run) : startNode(run);
    }

    private NodeProcess startNode(RunId run) {
        Map<String, String> environment = environment(run.node(), secret);
        if (!options.sabotage().isEmpty()) {
            environment.put("CHAOS_SABOTAGE", options.sabotage());
        }
        sight.begins(run);
        return start(run, environment);
    }

    private NodeProcess start(RunId run, Map<String, String> environment) {
        List<String> arguments = List.of(run.toString(), directory.toString(), Names.host(run.node()), list());
        NodeProcess started = NodeProcess.start(
                run.toString(),
                lab.java(run.node(), FLAGS, ChaosNode.class.getName(), arguments),
                environment,
                log(run.toString()),
                line -> sight.hear(run, line));
        if (sending) {
            // It waits in the pipe until the node reads.
            started.say("go");
        }
        return started;
    }

    private NodeProcess startNeighbour(RunId run) {
        String host = Names.host(run.node());
        DotNetProgram program = DotNetProgram.find().orElseThrow();
        return NodeProcess.start(
                run.toString(),
                Stream.concat(lab.inside(run.node()).stream(), program.command(host).stream())
                        .toList(),
                DotNetProgram.environment(host, list(), secret, wireLog(run.node())),
                log(run.toString()),
                line -> {});
    }

    /** Starts who watches the .NET nodes and has them send. */
    NodeProcess startObserver(long seed) {
        String watched =
                neighbourNodes().mapToObj(node -> node + "=" + Names.host(node)).collect(Collectors.joining(";"));
        NodeProcess started = NodeProcess.start(
                "observer",
                lab.java(
                        OBSERVER,
                        FLAGS,
                        NeighbourMain.class.getName(),
                        List.of(Long.toString(seed), watched, Integer.toString(options.nodes()), directory.toString())),
                Map.of(SECRET_VARIABLE, secret),
                log("observer"),
                line -> {});
        started.say("go");
        return started;
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private Map<String, String> environment(int host, String itsSecret) {
        Map<String, String> environment = new HashMap<>(lab.clock(host).environment());
        environment.put(SECRET_VARIABLE, itsSecret);
        if (options.neighbours() > 0) {
            environment.put("PASTECLUSTER_AUTH", "token");
        }
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
        String targets =
                IntStream.rangeClosed(1, options.nodes()).mapToObj(Names::host).collect(Collectors.joining(";"));
        return NodeProcess.start(
                "hostile" + fault,
                lab.java(
                        HOSTILE,
                        FLAGS,
                        HostileMain.class.getName(),
                        List.of(Long.toString(seed), targets, directory.toString())),
                Map.of(SECRET_VARIABLE, secret),
                log("hostile" + fault),
                line -> {});
    }

    /** Once all processes have ended. */
    @Override
    public void close() {
        taps.forEach(WireTap::close);
        neighbours.close();
    }

    @Override
    public boolean isTold(int node) {
        return node <= options.nodes();
    }

    @Override
    public int leader() {
        return sight.leader();
    }

    @Override
    public int heir() {
        return sight.heir();
    }
}
