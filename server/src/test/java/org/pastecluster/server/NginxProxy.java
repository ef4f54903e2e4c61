package org.pastecluster.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An nginx of its own in front of a port. */
final class NginxProxy implements AutoCloseable {

    private final Process process;

    private NginxProxy(Process process) {
        this.process = process;
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
     * @param location what it does besides passing on
     */
    static NginxProxy start(Path program, Path folder, int port, int behind, String location) throws Exception {
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
                    map $http_upgrade $connection_upgrade { default upgrade; '' close; }
                    map $http_upgrade $only_websocket { default ''; websocket websocket; }
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            proxy_pass http://127.0.0.1:%d;
                            proxy_http_version 1.1;
                            %s
                        }
                    }
                }
                """.formatted(port, behind, location));
        Process process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        NginxProxy proxy = new NginxProxy(process);
        while (!listens(port)) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(folder.resolve("nginx.log"), StandardCharsets.UTF_8));
            }
            Thread.onSpinWait();
        }
        return proxy;
    }

    private static boolean listens(int port) {
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
