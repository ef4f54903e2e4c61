package org.pastecluster.simulation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pastecluster.simulation.HistoryResult;

/**
 * Random histories of nodes of this project among .NET nodes: some that are the same in every build, and some that nobody has played yet.
 * {@code -Dpastecluster.simulation.neighbours.fixed} and {@code .fresh} play other numbers of them, {@code .from} others.
 */
class NeighbourSeedsTest {

    private static final long FIXED = Long.getLong("pastecluster.simulation.neighbours.fixed", 30);
    private static final long FRESH = Long.getLong("pastecluster.simulation.neighbours.fresh", 10);
    private static final long FROM = Long.getLong("pastecluster.simulation.neighbours.from", 1);

    @Test
    void the_histories_of_every_build_keep_their_promises() {
        play(LongStream.range(FROM, FROM + FIXED));
    }

    @Test
    void histories_that_nobody_has_played_yet_keep_their_promises() {
        long drawn = System.currentTimeMillis() * 1000;
        System.out.println("NeighbourSeedsTest from " + drawn);

        play(LongStream.range(drawn, drawn + FRESH));
    }

    /** In these a node that spoke for others to a .NET leader woke, found that one gone, and led on a lease from before it slept. */
    @Test
    void histories_that_broke_a_promise_once_keep_it() {
        play(LongStream.of(21671, 31963, 37805));
    }

    private static void play(LongStream seeds) {
        List<Played> all = seeds.parallel().mapToObj(Played::of).toList();
        assertThat(all.stream()
                        .map(Played::result)
                        .filter(result -> result.broken() != null)
                        .map(NeighbourSeedsTest::tell)
                        .toList())
                .isEmpty();
        assertThat(all.stream().mapToLong(Played::toDotNet).sum())
                .as("messages that .NET nodes took")
                .isPositive();
        assertThat(all.stream().mapToLong(Played::ofDotNet).sum())
                .as("messages of .NET nodes that were handled")
                .isPositive();
    }

    private record Played(HistoryResult result, long toDotNet, long ofDotNet) {
        static Played of(long seed) {
            MixedHistory history = new MixedHistory(seed);
            HistoryResult result = history.run();
            return new Played(
                    result, history.letters().delivered(), history.letters().handled());
        }
    }

    private static String tell(HistoryResult result) {
        return "seed " + result.options().seed() + " broke " + result.broken() + ": " + result.how();
    }
}
