package org.pastecluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.simulation.trace.Story;

/** A seed fixes a history to the last byte of its story. */
class ReplayTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 4711})
    void twoRunsOfOneSeedTellTheSameStory(long seed) {
        String once = story(seed);

        assertThat(story(seed)).isEqualTo(once);
        assertThat(once).contains("STARTED").contains("ACQUIRED");
    }

    private static String story(long seed) {
        History history = new History(Options.draw(seed, 3));
        StringBuilder story = new StringBuilder();
        Story watcher = new Story(history.cluster(), line -> story.append(line).append('\n'), true);
        history.cluster().watch(watcher);
        history.cluster().network().watch(watcher);
        HistoryResult result = history.run();
        return story.append(result.nanos()).toString();
    }
}
