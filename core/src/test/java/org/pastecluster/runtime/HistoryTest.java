package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HistoryKind;

class HistoryTest {

    private final History history = new History();

    private static HistoryEntry entry(long number) {
        return new HistoryEntry(Instant.ofEpochMilli(number), HistoryKind.LEADER, number, null, "heard of it");
    }

    @Test
    void theOldestLineGoesWhenItIsFull() {
        for (int i = 0; i < History.CAPACITY + 3; i++) {
            history.add(entry(i));
        }

        assertThat(history.entries())
                .hasSize(History.CAPACITY)
                .startsWith(entry(3))
                .endsWith(entry(History.CAPACITY + 2));
    }

    @Test
    void whatWasReadDoesNotChange() {
        history.add(entry(1));
        var read = history.entries();

        history.add(entry(2));

        assertThat(read).containsExactly(entry(1));
    }
}
