package org.pastecluster.spring.trial;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An nginx before the shop, as operations has one. */
final class FrontDoor implements AutoCloseable {

    private final Process nginx;
    private final int port;

    private FrontDoor(Process nginx, int port) {
        this.nginx = nginx;
        this.port = port;
    }

    /** The program; empty where there is none. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static FrontDoor open(Path program, Path folder, List<Integer> ports) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String servers = ports.stream()
                .map(each -> "server 127.0.0.1:" + each + " max_fails=0;")
                .collect(Collectors.joining(" "));
        Path home = Files.createDirectories(folder.resolve("nginx"));
        Path file = home.resolve("nginx.conf");
        Files.writeString(file, """
                daemon off;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                    upstream shop { %s }
                    server {
                        listen 127.0.0.1:%d;
                        location /api/cluster { return 403; }
                        location / { proxy_pass http://shop; proxy_connect_timeout 1s; proxy_next_upstream error timeout; }
                    }
                }
                """.formatted(servers, port));
        Process nginx = new ProcessBuilder(
                        program.toString(), "-e", "stderr", "-p", home.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        return new FrontDoor(nginx, port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        nginx.destroy();
    }
}
