package org.pastecluster.bench.soak;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.bench.soak.ledger.LedgerFiles;
import org.pastecluster.bench.soak.ledger.NodeLedger;
import org.pastecluster.bench.soak.ledger.NodeRun;
import org.pastecluster.bench.soak.ledger.SentStream;
import org.pastecluster.bench.soak.ledger.SoakLane;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.server.ClusterServer;

/**
 * One node of a soak as a process: {@code INDEX RUN PORT,PORT,… DIRECTORY}. Does what the lines of its standard input say, answers with lines
 * that begin with {@code @}, and ends when its input does.
 */
public final class SoakNode {

    private static final String SECRET = "a-secret-of-the-soak-alone";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int index;
    private final List<Integer> ports;
    private final PrintStream out;
    private final Gate gate = new Gate();
    private final LedgerFiles files;
    private volatile NodeLedger ledger;
    private final ClusterServer server;

    private SoakNode(int index, int run, List<Integer> ports, LedgerFiles files, PrintStream out) {
        this.index = index;
        this.ports = ports;
        this.out = out;
        this.files = files;
        this.ledger = new NodeLedger(files, new NodeRun(index, run), ports.size());
        Handlers handlers = new Handlers(this::ledger, SoakNode::end);
        this.server = ClusterServer.builder()
                .host(host(index))
                .name(name(index))
                .nodes(String.join(
                        ";",
                        IntStream.range(0, ports.size()).mapToObj(this::host).toList()))
                .secret(SECRET)
                .messages(handlers::register)
                .start();
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        // What libraries print must not stand between the answers.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        int index = Integer.parseInt(arguments[0]);
        int run = Integer.parseInt(arguments[1]);
        List<Integer> ports =
                Arrays.stream(arguments[2].split(",", -1)).map(Integer::valueOf).toList();
        try {
            new SoakNode(index, run, ports, new LedgerFiles(Path.of(arguments[3])), out).serve();
        } catch (RuntimeException | LinkageError failed) {
            end("The node cannot go on: " + Trace.of(failed));
        }
        Runtime.getRuntime().halt(0);
    }

    /** Something must not be: the process ends, and the harness tells the sentence. */
    private static void end(String sentence) {
        System.err.println(sentence);
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }

    private NodeLedger ledger() {
        return ledger;
    }

    private String host(int index) {
        return "http://" + NodePlan.ADDRESS + ":" + ports.get(index);
    }

    /** What that node is called. */
    static String name(int index) {
        return "soak-" + index;
    }

    private int indexOf(Member member) {
        return ports.indexOf(URI.create(member.host()).getPort());
    }

    private void serve() throws IOException {
        for (SoakLane lane : SoakLane.values()) {
            LaneSender sender = new LaneSender(
                    lane,
                    ports.size(),
                    server.cluster().messages().openLane(lane.settings()),
                    this::ledger,
                    this::indexOf,
                    SoakNode::end);
            daemon("soak-" + lane.label(), () -> sender.run(gate));
        }
        say("up " + System.nanoTime());
        daemon("soak-look", this::look);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            obey(line);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void obey(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "run" -> {
                ledger = new NodeLedger(files, new NodeRun(index, Integer.parseInt(words[1])), ports.size());
                say("run");
            }
            case "go" -> {
                gate.open();
                say("go");
            }
            case "pause" -> {
                gate.close();
                say("pause");
            }
            case "who" -> say("who " + server.cluster().self().incarnation());
            case "count" -> say(count());
            case "late" -> say("late" + late());
            case "heap" -> say("heap " + heapBytes());
            default -> throw new IllegalArgumentException("there is no command '" + line + "'");
        }
    }

    /** How many messages are on their way, and how many were handed to handlers in this run. */
    private String count() {
        // In this order: who leaves the gate has counted what he sent.
        long open = gate.inside();
        NodeLedger now = ledger;
        open += now.sent().stream().mapToLong(SentStream::open).sum();
        return String.format(Locale.ROOT, "count %d %d", open, now.handed().count());
    }

    /** Lanes and numbers of messages whose verdict is overdue. */
    private String late() {
        StringBuilder late = new StringBuilder();
        ledger.late((lane, number) ->
                late.append(' ').append(lane.label()).append(':').append(number));
        return late.toString();
    }

    /** What is left when everything that can go has gone. */
    private static long heapBytes() {
        System.gc();
        // What a first collection gives to cleaners and references is gone after a second one.
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Tells whom it names leader whenever that changes, and lets the streams' seconds pass. */
    private void look() {
        int leader = -2;
        int members = -2;
        long nextTick = System.nanoTime();
        while (true) {
            ClusterView view = server.cluster().view();
            Member named = view.leader();
            int nowLeader = named == null ? -1 : indexOf(named);
            int nowMembers = view.members().size();
            if (nowLeader != leader || nowMembers != members) {
                leader = nowLeader;
                members = nowMembers;
                say("state " + System.nanoTime() + " " + leader + " " + members);
            }
            if (System.nanoTime() - nextTick >= 0) {
                ledger.sent().forEach(SentStream::tick);
                nextTick = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.println("@" + line);
        }
    }
}
