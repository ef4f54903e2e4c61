package org.pastecluster.bench.node;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pastecluster.bench.floor.FloorNode;
import org.pastecluster.bench.hazelcast.HazelcastNode;
import org.pastecluster.bench.jgroups.JGroupsNode;
import org.pastecluster.bench.pastecluster.PasteClusterNode;
import org.pastecluster.bench.pekko.PekkoNode;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.system.SystemNode;

/**
 * One node as a process: {@code SYSTEM INDEX PORT,PORT,…}. It does what the lines of its standard input say, answers with lines that begin
 * with {@code @}, and ends when its input does, so that no node outlives its harness.
 */
public final class NodeMain {

    private static final double P50 = 0.50;
    private static final double P99 = 0.99;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    private final SystemNode system;
    private final Traffic traffic;
    private final Sampler sampler;
    private final PrintStream out;

    private NodeMain(SystemNode system, NodePlan plan, PrintStream out) {
        this.system = system;
        this.traffic = new Traffic(system, plan);
        this.out = out;
        this.sampler = new Sampler(system, this::say);
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        // What libraries print must not stand between the answers.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        int status = 0;
        try {
            SystemKind kind = SystemKind.named(arguments[0]).orElseThrow();
            List<Integer> ports = Arrays.stream(arguments[2].split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
            NodePlan plan = new NodePlan(Integer.parseInt(arguments[1]), ports, kind.isTuned());
            NodeMain node = new NodeMain(make(kind), plan, out);
            node.sampler.start();
            node.system.start(plan, node.traffic);
            node.say("up " + System.nanoTime());
            node.serve();
        } catch (Exception | LinkageError failed) {
            System.err.println("The node cannot go on: " + failed);
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static SystemNode make(SystemKind kind) {
        return switch (kind) {
            case FLOOR -> new FloorNode();
            case JGROUPS, JGROUPS_TUNED -> new JGroupsNode();
            case HAZELCAST, HAZELCAST_TUNED -> new HazelcastNode();
            case PEKKO, PEKKO_TUNED -> new PekkoNode();
            case PASTECLUSTER, PASTECLUSTER_TUNED -> new PasteClusterNode();
            case BARE -> new Bare();
        };
    }

    private void serve() throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            obey(line.split(" ", -1));
        }
    }

    private void obey(String[] words) throws InterruptedException {
        switch (words[0]) {
            case "sample" -> {
                sampler.start();
                say("sample");
            }
            case "quiet" -> {
                sampler.stop();
                say("quiet");
            }
            case "reset" -> {
                traffic.reset(Integer.parseInt(words[1]));
                say("reset");
            }
            case "stream" -> {
                traffic.stream(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                say("stream");
            }
            case "stop" -> say("stop " + traffic.stop(LONGEST_STOP_MILLIS) + " " + traffic.sent());
            case "count" -> {
                long received = traffic.received();
                say("count " + System.nanoTime() + " " + received + " " + traffic.acknowledged() + " "
                        + traffic.disorder());
            }
            case "ping" -> ping(words);
            case "threads" -> say("threads " + Thread.getAllStackTraces().size());
            default -> throw new IllegalArgumentException("there is no command '" + words[0] + "'");
        }
    }

    private void ping(String[] words) throws InterruptedException {
        long[] nanos = traffic.pings()
                .run(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[4]));
        say(String.format(Locale.ROOT, "ping %d %d %d", nanos.length, quantile(nanos, P50), quantile(nanos, P99)));
    }

    private static long quantile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))];
    }

    private void say(String line) {
        synchronized (out) {
            out.println("@" + line);
        }
    }
}
