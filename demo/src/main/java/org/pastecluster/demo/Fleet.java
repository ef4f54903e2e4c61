package org.pastecluster.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pastecluster.server.node.NodeMain;

/** All node processes that the demo started. Closing it ends every one of them. Thread-safe. */
final class Fleet implements AutoCloseable {

    /** Below the ports that systems give to outgoing connections: a dead node's port stays free for it. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final String STATUS_EVERY = "200ms";
    private static final List<String> NAMES =
            List.of("red", "green", "blue", "amber", "violet", "white", "black", "pink", "teal");

    private final Board board;
    private final List<String> command;
    private final Path directory;
    private final List<String> hosts;
    private final String secret;
    private final List<NodeProcess> started = new ArrayList<>();
    private final Map<String, NodeProcess> running = new LinkedHashMap<>();
    private boolean closed;

    Fleet(DemoOptions options, Board board) {
        SecureRandom random = new SecureRandom();
        this.board = board;
        this.hosts = freeHosts(options.nodes(), random);
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        this.secret = HexFormat.of().formatHex(bytes);
        this.command = new ArrayList<>(program(options.program()));
        command.addAll(List.of("--nodes", String.join(";", hosts), "--events", "--status-every", STATUS_EVERY));
        if (options.stay()) {
            // So that curl can ask them, which does not sign.
            command.addAll(List.of("--auth", "signed,token"));
        }
        try {
            this.directory = Files.createTempDirectory("pastecluster-demo");
        } catch (IOException noDirectory) {
            throw new DemoFailure("No directory for the demo's files can be made: " + noDirectory.getMessage());
        }
    }

    private static List<String> program(String program) {
        if (!program.isEmpty()) {
            return List.of(program);
        }
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName());
    }

    private static List<String> freeHosts(int count, SecureRandom random) {
        List<String> hosts = new ArrayList<>();
        int start = random.nextInt(PORTS);
        for (int i = 0; i < PORTS && hosts.size() < count; i++) {
            int port = FIRST_PORT + (start + i) % PORTS;
            if (isFree(port)) {
                hosts.add("http://127.0.0.1:" + port);
            }
        }
        if (hosts.size() < count) {
            throw new DemoFailure("This machine has not " + count + " free ports from " + FIRST_PORT + " on.");
        }
        return hosts;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    List<String> hosts() {
        return hosts;
    }

    /** All hosts but one. */
    List<String> hostsBut(String host) {
        return hosts.stream().filter(other -> !other.equals(host)).toList();
    }

    /** How the nodes are named, in the order of their hosts. */
    List<String> names() {
        return NAMES.subList(0, hosts.size());
    }

    /** What the nodes share. */
    String secret() {
        return secret;
    }

    synchronized NodeProcess start(String host) {
        if (closed) {
            throw new DemoFailure("The demo was ended.");
        }
        Path files = directory.resolve("node-" + (started.size() + 1));
        List<String> named = new ArrayList<>(command);
        named.addAll(List.of("--name", NAMES.get(hosts.indexOf(host))));
        NodeProcess node = NodeProcess.start(host, named, Map.of("PASTECLUSTER_SECRET", secret), files, board);
        started.add(node);
        running.put(host, node);
        return node;
    }

    /** The process that was started last at that host. */
    synchronized NodeProcess at(String host) {
        NodeProcess node = running.get(host);
        if (node == null) {
            throw new IllegalArgumentException("No node was started at " + host + ".");
        }
        return node;
    }

    /** What all processes wrote of themselves, the dead ones too. */
    synchronized List<Path> samples() {
        return started.stream().map(NodeProcess::samples).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        started.forEach(NodeProcess::kill);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException alreadyGone) {
            // Nothing is left to be removed.
        }
    }
}
