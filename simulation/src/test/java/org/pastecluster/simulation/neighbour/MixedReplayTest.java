package org.pastecluster.simulation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.trace.Story;

/** A seed fixes a history among .NET nodes, too, to the last byte of its story. */
class MixedReplayTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void two_runs_of_one_seed_tell_the_same_story(long seed) {
        String once = story(seed);

        assertThat(story(seed)).isEqualTo(once);
        assertThat(once).contains("the .NET node", "handles").containsPattern("handles .*' of a .NET node");
    }

    private static String story(long seed) {
        MixedHistory history = new MixedHistory(seed);
        StringBuilder story = new StringBuilder();
        Story watcher = new Story(history.cluster(), line -> story.append(line).append('\n'), true);
        history.cluster().watch(watcher);
        history.cluster().network().watch(watcher);
        HistoryResult result = history.run();
        return story.append(result.nanos()).toString();
    }
}
