package org.pastecluster.bench.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ports that nobody listens on. */
final class Ports {

    /** Below the ports that systems give to outgoing connections: a dead node's port stays free for it. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    /** JGroups' FD_SOCK2 listens that much above its node's port. */
    private static final int BESIDE = 100;

    private Ports() {}

    static List<Integer> free(int count) {
        List<Integer> ports = new ArrayList<>();
        int start = new SplittableRandom().nextInt(COUNT);
        for (int i = 0; i < COUNT && ports.size() < count; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (isFree(port) && isFree(port + BESIDE)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new BenchFailure("This machine has not " + count + " free ports from " + FIRST + " on.");
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
