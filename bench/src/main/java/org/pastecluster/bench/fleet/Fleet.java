package org.pastecluster.bench.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pastecluster.bench.system.SystemKind;

/** The processes of one cluster. Closing it ends every one of them. Thread-safe. */
public final class Fleet implements AutoCloseable {

    /** What every node's JVM gets; a bare JVM too. */
    public static final List<String> FLAGS = List.of("-Xmx256m", "-Djava.net.preferIPv4Stack=true");

    private static final long ANSWER_SECONDS = 40;
    private static final long END_SECONDS = 10;

    private final SystemKind kind;
    private final ClassPaths classPaths;
    private final NodeProgram program;
    private final List<Integer> ports;
    private final Board board;
    private final Path directory;
    private final Namespace namespace;
    private final List<NodeJvm> nodes = new ArrayList<>();
    private final long startedNanos;
    private boolean closed;

    private Fleet(SystemKind kind, int size, NodeProgram program, ClassPaths classPaths, Namespace namespace) {
        this.kind = kind;
        this.program = program;
        this.classPaths = classPaths;
        this.namespace = namespace;
        this.ports = Ports.free(size);
        this.board = new Board(size);
        try {
            this.directory = Files.createTempDirectory("pastecluster-bench");
        } catch (IOException noDirectory) {
            throw new BenchFailure("No directory for the bench's files can be made: " + noDirectory.getMessage());
        }
        this.startedNanos = System.nanoTime();
    }

    /** Starts that many nodes at once. */
    static Fleet start(
            SystemKind kind, int size, NodeProgram program, ClassPaths classPaths, Namespace namespace, Fleets owner) {
        Fleet fleet = new Fleet(kind, size, program, classPaths, namespace);
        owner.add(fleet);
        for (int i = 0; i < size; i++) {
            fleet.add(fleet.launch(i));
        }
        return fleet;
    }

    private synchronized void add(NodeJvm node) {
        nodes.add(node);
    }

    /** Starts a node again that was killed: the same port, another process. */
    public synchronized void restart(int index) {
        if (!nodes.get(index).awaitEnd(END_SECONDS)) {
            throw new BenchFailure("Node " + index + " was killed and has not ended.");
        }
        board.forget(index);
        nodes.set(index, launch(index));
    }

    private synchronized NodeJvm launch(int index) {
        if (closed) {
            throw new BenchFailure("The bench was ended.");
        }
        List<String> command = new ArrayList<>(namespace.prefix());
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPaths.of(kind)));
        command.addAll(program.words(index, ports, directory));
        return NodeJvm.start(index, command, directory.resolve("node-" + index + ".errors"), board);
    }

    /** Waits until all run, and then until all see each other and name the same leader. */
    public void awaitFormed(long seconds) {
        long deadline = startedNanos + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < size(); i++) {
            board.answer(i, "up", deadline);
        }
        awaitAgreement(deadline);
    }

    /** Waits until all see each other and name the same leader. */
    public void awaitWhole(long seconds) {
        awaitAgreement(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }

    private void awaitAgreement(long deadline) {
        try {
            board.await(
                    () -> board.agree(all()) && all().stream().allMatch(i -> board.members(i) == size()),
                    deadline,
                    "all " + size() + " nodes of " + kind.label() + " see each other and name the same leader");
        } catch (BenchFailure failure) {
            throw new BenchFailure(failure.getMessage() + " Members that each sees, and the leader that it names: "
                    + String.join(
                            ", ",
                            all().stream()
                                    .map(i -> board.members(i) + " " + board.leader(i))
                                    .toList())
                    + ".");
        }
    }

    /** When the last node came to name the leader that all name, in milliseconds since before the first process was started. */
    public double agreedMillis() {
        long last = all().stream().mapToLong(board::since).max().orElseThrow();
        return (last - startedNanos) / 1e6;
    }

    /** Nobody samples from now on. */
    public void quiet() {
        all().forEach(i -> ask(i, "quiet"));
    }

    /** Everybody samples again. */
    public void sample() {
        all().forEach(i -> ask(i, "sample"));
    }

    /** Says a line to a node and waits for the answer that begins with the same word. */
    public String[] ask(int node, String line) {
        sayTo(node, line);
        return answer(node, line.split(" ", -1)[0]);
    }

    /** The next answer of that node, which must begin with that word. */
    public String[] answer(int node, String word) {
        return board.answer(node, word, System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS));
    }

    private void sayTo(int node, String line) {
        node(node).say(line);
    }

    public SystemKind kind() {
        return kind;
    }

    public int size() {
        return ports.size();
    }

    /** The indices of all nodes. */
    public List<Integer> all() {
        return IntStream.range(0, size()).boxed().toList();
    }

    /** All but one. */
    public List<Integer> allBut(int node) {
        return all().stream().filter(other -> other != node).toList();
    }

    public Board board() {
        return board;
    }

    public synchronized NodeJvm node(int index) {
        return nodes.get(index);
    }

    /** Where the files of this fleet are; they go with it. */
    public Path directory() {
        return directory;
    }

    /** Resets all connections of a node and makes its addresses refuse, while it lives on. Only for a fleet with a network of its own. */
    public void cutOff(int node) {
        new Sockets(namespace.prefix()).destroy(node(node).pid());
    }

    /** Resident memory of a node, in MiB. */
    public double residentMib(int node) {
        return ProcFiles.residentMib(node(node).pid());
    }

    /** Bytes of IP packets of the whole cluster so far. Only for a fleet with a network of its own. */
    public long ipBytes() {
        return ProcFiles.loopbackBytes(node(0).pid());
    }

    /** Why it has no network of its own; empty if it has. */
    public String sharesNetworkBecause() {
        return namespace.trouble();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        nodes.forEach(NodeJvm::kill);
        nodes.forEach(node -> node.awaitEnd(END_SECONDS));
        namespace.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException alreadyGone) {
            // Nothing is left to be removed.
        }
    }
}
