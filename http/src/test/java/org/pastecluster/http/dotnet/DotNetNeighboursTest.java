package org.pastecluster.http.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real .NET nodes with ticks of 1 s and three Java processes in one cluster: with a .NET leader and started in a random order, and
 * each fate of the leader. It plays two histories, of one fate that is drawn; {@code -Dpastecluster.dotnet.rounds=N} plays N,
 * of which six are all there is; {@code -Dpastecluster.dotnet.seed=S} begins with that seed.
 */
class DotNetNeighboursTest {

    private static final long HOLDS_MILLIS = 1500;

    /** Who leads first. */
    private static final int KINDS = 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @BeforeEach
    void program() {
        assumeTrue(
                NodeProcess.dotNetProgram().isPresent(),
                "skipped: the .NET program is neither named by PASTECLUSTER_DOTNET nor at ../shared/dotnet/pastecluster-dotnet");
    }

    /** What becomes of the leader. */
    private enum Fate {
        KILLED,
        FROZEN,
        LEAVES
    }

    @Test
    void mixed_cluster_agrees_again_whatever_becomes_of_its_leader() throws Exception {
        long first = Long.getLong("pastecluster.dotnet.seed", (System.nanoTime() & 0xffff) * KINDS);
        int rounds = Integer.getInteger("pastecluster.dotnet.rounds", KINDS);
        for (long seed = first; seed < first + rounds; seed++) {
            play(seed);
        }
    }

    private void play(long seed) throws Exception {
        Path ownFolder =
                Files.createDirectories(Path.of(System.getProperty("pastecluster.dotnet.logs", folder.toString()))
                        .resolve("seed-" + seed));
        try (MixedCluster cluster = new MixedCluster(2, 3, ownFolder, true)) {
            try {
                play(cluster, seed);
            } catch (AssertionError | IOException | TimeoutException failure) {
                String what = "seed " + seed + ": " + failure.getMessage() + "\nlogs: " + ownFolder + "\n";
                throw new AssertionError(what + cluster.story(), failure);
            }
        }
    }

    private static void play(MixedCluster cluster, long seed)
            throws IOException, InterruptedException, TimeoutException {
        say(seed, "begins");
        boolean dotNetFirst = seed % 2 == 1;
        if (dotNetFirst) {
            cluster.startDotNetFirst();
        } else {
            cluster.start(new Random(seed));
        }
        long started = cluster.await("one leader, lists of five", HOLDS_MILLIS, cluster::isWhole);
        say(
                seed,
                "whole " + started + " ms after the last start; leader is "
                        + cluster.leader().orElse(null));
        assertThat(dotNetFirst && cluster.leader().orElseThrow().isJava())
                .as("a Java node leads, although it came into a .NET-led cluster")
                .isFalse();
        reachesEverybody(cluster, seed, "before-" + seed);

        NodeProcess leader = cluster.leader().orElseThrow();
        Fate fate = Fate.values()[(int) (seed / 2 % 3)];
        switch (fate) {
            case KILLED -> leader.kill();
            case FROZEN -> leader.freeze();
            case LEAVES -> leader.leave();
        }
        long agreed = cluster.await(
                "one leader after " + leader + " is " + fate,
                HOLDS_MILLIS,
                () -> cluster.leader().filter(now -> now != leader).isPresent());
        long whole = cluster.await("lists of four", HOLDS_MILLIS, cluster::isWhole);
        say(
                seed,
                fate + " " + leader + ": agreed after " + agreed + " ms on "
                        + cluster.leader().orElse(null) + ", whole " + whole + " ms after that was sure");
        reachesEverybody(cluster, seed, "after-" + seed);
        if (fate == Fate.FROZEN) {
            leader.thaw();
            long back = cluster.await("lists of five after the thaw", HOLDS_MILLIS, cluster::isWhole);
            say(
                    seed,
                    "whole " + back + " ms after the thaw; leader is "
                            + cluster.leader().orElse(null));
        }
        isCalm(cluster, seed);
    }

    private static void reachesEverybody(MixedCluster cluster, long seed, String body)
            throws IOException, InterruptedException, TimeoutException {
        for (NodeProcess sender : cluster.up()) {
            String text = body + "-from-" + sender.url().substring(17);
            String verdict = sender.pushToAll(text);
            if (sender.isJava()) {
                assertThat(verdict).as("a message from " + sender).isEqualTo("delivered");
            }
            List<NodeProcess> lacking = new ArrayList<>();
            long took = cluster.await(
                    () -> "a message from " + sender + " at everybody, for it is lacking at " + lacking, 0, () -> {
                        lacking.clear();
                        for (NodeProcess node : cluster.up()) {
                            if (!node.hasReceived(text)) {
                                lacking.add(node);
                            }
                        }
                        return lacking.isEmpty();
                    });
            say(seed, "message from " + sender + " at everybody after " + took + " ms");
        }
    }

    /** Counts what .NET nodes ask of Java nodes over three ticks. */
    private static void isCalm(MixedCluster cluster, long seed)
            throws IOException, InterruptedException, TimeoutException {
        long before = requests(cluster);
        assertThat(before).as("requests from .NET to Java nodes so far").isPositive();
        long begin = System.nanoTime();
        cluster.await("three ticks", 0, () -> System.nanoTime() - begin > 3_000_000_000L);
        long count = requests(cluster) - before;
        say(seed, count + " requests from .NET to Java nodes in three ticks");
        assertThat(count).as("a health check per pair and tick").isLessThanOrEqualTo(3 * 2 * 3 + 6);
    }

    private static long requests(MixedCluster cluster) throws IOException, InterruptedException {
        long sum = 0;
        for (NodeProcess node : cluster.up()) {
            sum += node.isJava() ? Long.parseLong(node.get("/biz/counts")) : 0;
        }
        return sum;
    }

    private static void say(long seed, String what) {
        System.out.println("dotnet seed " + seed + ": " + what);
    }
}
