package org.pastecluster.http.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real .NET nodes each of which takes the next one for the master, as happens by itself when several are started together: they ask each other without end.
 * What that costs a Java node among them, and that it ends it.
 */
class DotNetStormTest {

    private static final double SECOND = 1e9;
    private static final int DOT_NETS = 3;

    /** They are set against each other again and again for so long, for a Java leader ends each storm within half a second. */
    private static final long STORM_NANOS = 5_000_000_000L;

    private static final long AGAIN_MILLIS = 20;

    /** Among all of them; a calm cluster of three has some ten. */
    private static final double REQUESTS_A_SECOND = 30;

    /** Of a core. */
    private static final double SHARE = 0.25;

    /** Of .NET's ticks of 1 s, and what a look may come late. */
    private static final long ENDS_MILLIS = 3_500;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void a_storm_takes_a_quarter_of_a_core_at_most_and_is_brought_to_an_end() throws Exception {
        assumeTrue(
                NodeProcess.dotNetProgram().isPresent(),
                "skipped: the .NET program is neither named by PASTECLUSTER_DOTNET nor at ../shared/dotnet/pastecluster-dotnet");
        try (MixedCluster cluster = new MixedCluster(DOT_NETS, 1, folder, false)) {
            try {
                play(cluster);
            } catch (AssertionError | IOException | TimeoutException failure) {
                throw new AssertionError(failure.getMessage() + "\n" + cluster.story(), failure);
            }
        }
    }

    private static void play(MixedCluster cluster) throws IOException, InterruptedException, TimeoutException {
        NodeProcess java = cluster.nodes().get(DOT_NETS);
        cluster.start(new Random(1));
        var unused = cluster.await("one leader, lists of four", 1_000, cluster::isWhole);
        List<NodeProcess> dotNets = cluster.nodes().subList(0, DOT_NETS);

        long exchanges = exchanges(dotNets);
        long begin = System.nanoTime();
        long before = java.cpu().toNanos();
        while (System.nanoTime() - begin < STORM_NANOS) {
            for (int i = 0; i < DOT_NETS; i++) {
                dotNets.get(i).follow(dotNets.get((i + 1) % DOT_NETS));
            }
            long since = System.nanoTime();
            unused = cluster.await("the next time", 0, () -> System.nanoTime() - since > AGAIN_MILLIS * 1_000_000);
        }
        long used = java.cpu().toNanos() - before;
        long lasted = System.nanoTime() - begin;
        double requests = (exchanges(dotNets) - exchanges) / (lasted / SECOND);
        long ended = cluster.await("the storm's end", 1_000, cluster::isWhole);
        long after = exchanges(dotNets);
        long calm = System.nanoTime();
        unused = cluster.await("a calm second", 0, () -> System.nanoTime() - calm > SECOND);

        System.out.printf(
                "storm of three .NET nodes: %.0f requests a second for %.1f s, %.1f %% of a core for the Java node, over after %d ms%n",
                requests, lasted / SECOND, 100.0 * used / lasted, ended);
        assertThat(requests).as("requests a second").isGreaterThan(REQUESTS_A_SECOND);
        assertThat((double) used / lasted).as("of a core, in the storm").isLessThan(SHARE);
        assertThat(ended).as("milliseconds to its end").isLessThan(ENDS_MILLIS);
        assertThat(exchanges(dotNets) - after)
                .as("requests in a second afterwards")
                .isLessThan((long) REQUESTS_A_SECOND);
    }

    private static long exchanges(List<NodeProcess> dotNets) throws IOException {
        long sum = 0;
        for (NodeProcess node : dotNets) {
            sum += node.exchanges();
        }
        return sum;
    }
}
