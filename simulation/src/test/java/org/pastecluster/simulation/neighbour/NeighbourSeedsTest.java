package org.pastecluster.simulation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pastecluster.simulation.HistoryResult;

/**
 * Random histories of nodes of this project among .NET nodes: some that are the same in every build, and some that nobody has played yet.
 * {@code -Dpastecluster.simulation.neighbours.fixed} and {@code .fresh} play other numbers of them, {@code .from} others.
 */
class NeighbourSeedsTest {

    private static final long FIXED = Long.getLong("pastecluster.simulation.neighbours.fixed", 40);
    private static final long FRESH = Long.getLong("pastecluster.simulation.neighbours.fresh", 20);
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

    private static void play(LongStream seeds) {
        List<String> broken = seeds.parallel()
                .mapToObj(seed -> new MixedHistory(seed).run())
                .filter(result -> result.broken() != null)
                .map(NeighbourSeedsTest::tell)
                .toList();
        assertThat(new ArrayList<>(broken)).isEmpty();
    }

    private static String tell(HistoryResult result) {
        return "seed " + result.options().seed() + " broke " + result.broken() + ": " + result.how();
    }
}
