package org.pastecluster.samples.board;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has. */
final class Programs {

    private Programs() {}

    /** A program of the PATH, or of the directories for those that root starts. */
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Why the page cannot be looked at; empty when it can. */
    static String missingForTheBrowser() {
        if (!Files.isExecutable(chromium())) {
            return "no " + chromium() + "; install Chromium, or set CHROMIUM";
        } else if (find("node").isEmpty()) {
            return "no node on the PATH";
        } else if (!Files.isDirectory(Path.of("e2e/node_modules/playwright-core"))) {
            return "no playwright-core; run 'npm ci --ignore-scripts' in samples/task-board/e2e";
        }
        return "";
    }

    static Path chromium() {
        return Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    }

    /** Ports of loopback on which nobody listens, all different. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
