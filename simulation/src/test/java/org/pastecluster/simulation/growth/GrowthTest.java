package org.pastecluster.simulation.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How costs grow with the number of nodes, from 10 to 30, and to 100 at elections. */
class GrowthTest {

    private static final int SMALL = 10;
    private static final int LARGE = 30;
    private static final int MANY = 100;
    private static final double A_LITTLE = 1.25;
    private static final long LARGEST_STEP = 1_600;
    private static final long SOON = 500_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {3, Integer.MAX_VALUE})
    void whatHappensWithoutAnElectionCostsNoMoreMessagesANode(int listed) {
        Map<Cost.Event, Cost> small = measure(SMALL, listed);
        Map<Cost.Event, Cost> large = measure(LARGE, listed);

        assertGrowsLinearly(small.get(Cost.Event.IDLE), large.get(Cost.Event.IDLE));
        assertGrowsLinearly(small.get(Cost.Event.FOLLOWER), large.get(Cost.Event.FOLLOWER));
        assertThat(large.get(Cost.Event.IDLE).messagesPerNode()).isLessThan(2.5);
        assertThat(large.get(Cost.Event.FOLLOWER).messagesPerNode()).isLessThan(4);
    }

    /** A change spreads as a step: its size does not depend on how many nodes there are. */
    @ParameterizedTest
    @ValueSource(ints = {3, Integer.MAX_VALUE})
    void nobodyIsSentAFullListWhenAFollowerDies(int listed) {
        assertThat(measure(LARGE, listed).get(Cost.Event.FOLLOWER).largest()).isLessThan(LARGEST_STEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aDeadProcessIsReplacedSoonWhateverTheSize(int nodes) {
        assertThat(measure(nodes, 3).get(Cost.Event.LEADER).nanos()).isLessThan(SOON);
        assertThat(measure(nodes, 3).get(Cost.Event.FOLLOWER).nanos()).isLessThan(SOON);
    }

    /** Whoever supports a claim, or knows that others are ahead of it, does not ask everybody. */
    @ParameterizedTest
    @ValueSource(ints = {3, Integer.MAX_VALUE})
    void electionsCostSoManyMessagesANodeHoweverManyThereAre(int listed) {
        Map<Cost.Event, Cost> many = measure(MANY, listed);

        assertThat(many.get(Cost.Event.FORM).messagesPerNode()).isLessThan(40);
        assertThat(many.get(Cost.Event.FORM).nanos()).isLessThan(SOON);
        assertThat(many.get(Cost.Event.LEADER).messagesPerNode()).isLessThan(20);
        assertThat(many.get(Cost.Event.LEADER_SILENT).messagesPerNode()).isLessThan(130);
    }

    /** Everybody is sent the list once: no more than some 65 bytes for each two nodes, and what the messages cost besides. */
    @ParameterizedTest
    @ValueSource(ints = {3, Integer.MAX_VALUE})
    void whoeverStartsWithTheOthersIsSentTheListOnce(int listed) {
        Cost form = measure(MANY, listed).get(Cost.Event.FORM);

        assertThat(form.bytesPerNode()).isLessThan(65 * MANY + 1_000 * form.messagesPerNode());
    }

    private static void assertGrowsLinearly(Cost small, Cost large) {
        assertThat(large.messagesPerNode()).isLessThan(small.messagesPerNode() * A_LITTLE);
        assertThat(large.bytesPerNode()).isLessThan(small.bytesPerNode() * A_LITTLE);
    }

    private static Map<Cost.Event, Cost> measure(int nodes, int listed) {
        Map<Cost.Event, Cost> costs = new EnumMap<>(Cost.Event.class);
        for (Cost cost : new Growth(nodes, listed, 1, line -> {}).measure()) {
            costs.put(cost.event(), cost);
        }
        return costs;
    }
}
