package org.pastecluster.discovery.dns;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real dnsmasq on a free port of loopback, which knows the names that a test gives it and asks nobody else. */
final class Dnsmasq implements AutoCloseable {

    private final Path program;
    private final Path folder;
    private final int port;
    private final List<String> words = new ArrayList<>();
    private Process process;

    Dnsmasq(Path program, Path folder) throws IOException {
        this.program = program;
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(each -> Path.of(each, "dnsmasq"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    int port() {
        return port;
    }

    /** Adds a word to its command line, such as {@code --host-record=NAME,ADDRESS}; it counts from the next start on. */
    void add(String word) {
        words.add(word);
    }

    void clear() {
        words.clear();
    }

    /** Starts it anew, with what was added. */
    void restart() throws IOException {
        close();
        Path log = folder.resolve("dnsmasq.log");
        // No daemon: else each question over TCP is a process of its own, which may hold the port when this one has
        // ended.
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-daemon",
                "--conf-file=/dev/null",
                "--port=" + port,
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--no-resolv",
                "--no-hosts",
                "--local=/example/"));
        command.addAll(words);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!listens()) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            Thread.onSpinWait();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
