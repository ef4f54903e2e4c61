package org.pastecluster.it.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.it.record.BeliefFile;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;
import org.pastecluster.servlet.ClusterServlet;

/**
 * One node of the fault bed as a process: {@code RUN DIRECTORY HOST LIST}, such as {@code n2.5 target/chaos/1 http://10.77.0.2:8080
 * http://10.77.0.1:8080,1,1,n1;…}. Settings come from the environment, as {@code PASTECLUSTER_SECRET}, {@code PASTECLUSTER_AUTH} and so on.
 *
 * <p>It does what the lines of its standard input say, and answers some of them with a line that begins with {@code @}:
 *
 * <ul>
 *   <li>{@code go}, {@code quiet}: begins to send, or stops; nothing is accepted any more after the next answer
 *   <li>{@code busy MILLIS}: keeps all request threads of its web server busy; {@code @busy} as soon as they are
 *   <li>{@code handover}: hands leadership over, if it leads
 *   <li>{@code who}: {@code @who}, its incarnation in hex, the leader's host or {@code -}, how many members it sees
 *   <li>{@code count}: {@code @count} and how many messages have no verdict
 *   <li>{@code heap}: collects, writes {@link NodeEntry.Heap}, answers {@code @heap BYTES THREADS}
 *   <li>{@code exit}: leaves politely and ends, as SIGTERM does
 * </ul>
 *
 * <p>Without being asked come {@code @up}, when it has started, and {@code @view}, the leader's host or {@code -}, how many members it sees, and the host that
 * would lead next or {@code -}, whenever that has changed. It ends at once when its standard input ends. Its standard error has the monotonic time
 * before each line.
 */
public final class ChaosNode {

    private static final long LAST_VERDICTS_MILLIS = 2_000;

    /** Kept, for a logger that nobody holds forgets its level. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final RunId run;
    private final PrintStream out;
    private final Journal<NodeEntry> journal;
    private final PasteCluster node;
    private final Cluster cluster;
    private final NodeWeb web;
    private final BusyThreads busy;
    private final Traffic traffic;
    private boolean ending;

    private ChaosNode(RunId run, Path directory, String host, String list, PrintStream out) throws IOException {
        this.run = run;
        this.out = out;
        this.journal = new Journal<>(directory.resolve(run + ".journal"), Lines.NODE);
        Sabotage sabotage = Sabotage.of(System.getenv("CHAOS_SABOTAGE"));
        this.node =
                NodeMaking.make(host, list, journal, view -> say("view " + gist(view) + " " + heir(view)), sabotage);
        URI own = URI.create(host);
        InetAddress address = InetAddress.getByName(own.getHost());
        HoldServlet application =
                new HoldServlet(held -> journal.write(new NodeEntry.Busy(System.nanoTime(), held, NodeWeb.THREADS)));
        this.web = new NodeWeb(
                address.getHostAddress(),
                own.getPort(),
                directory.resolve(run + ".tomcat"),
                new ClusterServlet(node),
                application);
        this.busy = new BusyThreads(address, own.getPort(), application);
        long wall = System.currentTimeMillis();
        this.cluster = node.start();
        wall = Math.min(wall, System.currentTimeMillis());
        journal.write(new NodeEntry.Up(
                System.nanoTime(),
                cluster.self().incarnation(),
                host,
                cluster.self().group(),
                wall));
        this.traffic = new Traffic(run, NodeAddress.parseList(list), cluster.messages(), journal);
        BeliefFile beliefs = new BeliefFile(directory.resolve(run + ".belief"));
        Sampler sampler = new Sampler(cluster, beliefs, journal, sabotage);
        Daemon.start("sampler", () -> guarded(sampler));
        Daemon.start("cpu", new CpuMeter(journal));
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        // What libraries print must not stand between the answers.
        System.setErr(StampedLines.around(System.err));
        System.setOut(System.err);
        TOMCAT.setLevel(Level.WARNING);
        try {
            ChaosNode node =
                    new ChaosNode(RunId.read(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3], out);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> node.leave("terminated"), "chaos-end"));
            node.serve();
        } catch (RuntimeException failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private void guarded(Sampler sampler) {
        try {
            sampler.run();
        } catch (RuntimeException failed) {
            failed.printStackTrace();
            journal.write(new NodeEntry.Ended(System.nanoTime(), "The sampler cannot go on: " + failed));
            Runtime.getRuntime().halt(1);
        }
    }

    private void serve() throws IOException {
        say("up");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            obey(line);
        }
        endAtOnce();
    }

    /** Unless it is leaving, which takes some seconds at most. */
    private synchronized void endAtOnce() {
        if (!ending) {
            journal.write(new NodeEntry.Ended(System.nanoTime(), "standard input ended"));
        }
    }

    private void obey(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "go" -> traffic.go();
            case "quiet" -> traffic.quiet();
            case "busy" -> busy.keep(Long.parseLong(words[1]), () -> say("busy"));
            case "handover" -> cluster.handOver();
            case "who" -> say(who());
            case "count" -> say("count " + traffic.open());
            case "heap" -> say(heap());
            case "exit" -> {
                leave("exit");
                Runtime.getRuntime().halt(0);
            }
            default -> throw new IllegalArgumentException("There is no command '" + line + "'.");
        }
    }

    private String who() {
        return "who " + Long.toHexString(cluster.self().incarnation()) + " " + gist(cluster.view());
    }

    private static String gist(ClusterView view) {
        return view.currentLeader().map(leader -> leader.host()).orElse("-") + " "
                + view.members().size();
    }

    /** The first of the others, in the order in which they came: to that one a leader hands over. */
    private static String heir(ClusterView view) {
        Member leader = view.currentLeader().orElse(null);
        return view.members().stream()
                .filter(member -> !member.equals(leader) && !member.isNeighbour())
                .findFirst()
                .map(Member::host)
                .orElse("-");
    }

    private String heap() {
        System.gc();
        // What a first collection gives to cleaners and references is gone after a second one.
        System.gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        journal.write(new NodeEntry.Heap(System.nanoTime(), bytes, threads));
        return "heap " + bytes + " " + threads;
    }

    /** Politely, once. */
    private synchronized void leave(String why) {
        if (!ending) {
            ending = true;
            traffic.quiet();
            node.close();
            // Verdicts are told on threads of the component, which may come a moment later.
            traffic.drain(LAST_VERDICTS_MILLIS);
            journal.write(new NodeEntry.Ended(System.nanoTime(), why));
            web.close();
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.println("@" + line);
            out.flush();
        }
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
