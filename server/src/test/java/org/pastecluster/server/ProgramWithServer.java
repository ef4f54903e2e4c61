package org.pastecluster.server;

import java.util.concurrent.TimeUnit;

/** A program that has a server in it, leads, and ends when its input does, without a word to the cluster. */
final class ProgramWithServer {

    private ProgramWithServer() {}

    public static void main(String[] arguments) throws Exception {
        ClusterServer server = ClusterServer.builder()
                .host(arguments[0])
                .nodes(arguments[1])
                .secret(arguments[2])
                .start();
        var unused = server.cluster().awaitLeader().toCompletableFuture().get(60, TimeUnit.SECONDS);
        System.out.println(server.cluster().isLeader());
        System.exit(System.in.read());
    }
}
