package org.pastecluster.spring.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes of a trial, those that ended too. */
final class Fleet implements AutoCloseable {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Shop shop;
    private final Path folder;
    private final List<String> common;
    private final List<Integer> ports;
    private final List<ShopProcess> present = new ArrayList<>();
    private final List<ShopProcess> all = new ArrayList<>();

    /** @param common options of every process */
    Fleet(Shop shop, Path folder, int nodes, List<String> common) throws IOException {
        this.shop = shop;
        this.folder = folder;
        this.common = List.copyOf(common);
        this.ports = freePorts(nodes);
        for (int node = 0; node < nodes; node++) {
            present.add(launch(node));
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
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

    List<Integer> ports() {
        return ports;
    }

    List<ShopProcess> all() {
        return List.copyOf(all);
    }

    private ShopProcess launch(int node) throws IOException {
        String nodes = ports.stream().map(port -> "http://127.0.0.1:" + port).collect(Collectors.joining(";"));
        Path journal = folder.resolve("node" + node + "-" + all.size() + ".journal");
        List<String> options = new ArrayList<>(common);
        options.addAll(List.of(
                "--server.port=" + ports.get(node),
                "--pastecluster.nodes=" + nodes,
                "--pastecluster.name=node" + node,
                "--shop.journal=" + journal));
        ShopProcess launched = new ShopProcess(node, journal, shop.command(options));
        all.add(launched);
        return launched;
    }

    ShopProcess node(int node) {
        return present.get(node);
    }

    /** Starts a process in the place of one that has ended. */
    void restart(int node) throws IOException {
        present.set(node, launch(node));
    }

    /** The node whose process leads; -1 for none, or several. */
    int leader() throws IOException {
        int leader = -1;
        for (ShopProcess each : present) {
            if (each.isAlive() && each.journal.leads()) {
                if (leader >= 0) {
                    return -1;
                }
                leader = each.node;
            }
        }
        return leader;
    }

    /** Waits until one node leads, and each process has taken a message of each other one since a moment. */
    void awaitWhole(long since) throws IOException, InterruptedException {
        await("one leader, and messages from every node to every other", () -> leader() >= 0 && areAllHeardOf(since));
    }

    private boolean areAllHeardOf(long since) throws IOException {
        for (ShopProcess each : present) {
            List<Entry> entries = each.journal.entries();
            Set<String> senders = new HashSet<>();
            for (int i = entries.size() - 1; i >= 0 && entries.get(i).nanos() > since; i--) {
                if (entries.get(i).is("handles")) {
                    String message = entries.get(i).what();
                    senders.add(message.substring(0, message.indexOf('-')));
                }
            }
            if (senders.size() < present.size() - 1) {
                return false;
            }
        }
        return true;
    }

    /** Something that may come to be so. */
    interface Condition {
        boolean isSo() throws IOException;
    }

    void await(String what, Condition happens) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!happens.isSo()) {
            if (System.nanoTime() > end) {
                throw new IOException("Not within 60 s: " + what + "; see the logs in " + folder + ".");
            }
            Thread.sleep(50);
        }
    }

    /** By SIGTERM, one after another. */
    void stopAll() throws InterruptedException {
        for (ShopProcess each : present) {
            each.stop();
        }
    }

    @Override
    public void close() {
        all.forEach(ShopProcess::close);
    }
}
