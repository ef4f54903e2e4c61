package org.pastecluster.spring.suite;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An nginx of its own on a free port of loopback. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder for its files
     * @param rules what is inside of {@code server}
     */
    static Nginx start(Path program, Path folder, String rules) throws IOException {
        int port = Ports.free();
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(settings, """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server {
                        listen 127.0.0.1:%d;
                        %s
                    }
                }
                """.formatted(port, rules));
        Path log = folder.resolve("nginx.log");
        Process process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Nginx started = new Nginx(process, port);
        while (!started.listens()) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return started;
    }

    int port() {
        return port;
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
