package org.pastecluster.discovery.redis;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A real Redis of its own on a free port of loopback, which keeps nothing on disk. */
final class RedisServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder for its log
     * @param settings further words of its command line
     */
    static RedisServer start(Path program, Path folder, String... settings) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
        command.addAll(List.of(settings));
        Path log = folder.resolve("redis.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RedisServer started = new RedisServer(process, port);
        while (!started.listens()) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return started;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Sends one command with a password of the default user. */
    List<String> tell(String password, String... command) throws Exception {
        RedisUrl url = new RedisUrl(false, "127.0.0.1", port, null, password, 0);
        try (RedisConnection connection = RedisConnection.open(url, Duration.ofSeconds(10), RedisServer::noTls)) {
            return connection.command(command);
        }
    }

    private static SSLContext noTls() {
        throw new AssertionError("redis:// needs no TLS");
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
        process.destroy();
        process.onExit().join();
    }
}
