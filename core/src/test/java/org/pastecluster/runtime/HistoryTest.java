package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HistoryKind;

class HistoryTest {

    private final History history = new History();

    private static HistoryEntry entry(long number) {
        return new HistoryEntry(
                Instant.ofEpochMilli(number), HistoryKind.LEADER, OptionalLong.of(number), null, "heard of it");
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

    private void note(HistoryKind kind, long number, String why) {
        OptionalLong about = number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
        history.add(new HistoryEntry(Instant.EPOCH, kind, about, null, why));
    }

    @Test
    void whyThereIsNoLeaderIsTheLastThatCameToNothing() {
        assertThat(history.lastSetback()).isNull();
        note(HistoryKind.ACQUIRED, 7, "nobody led");
        note(HistoryKind.LOST, 7, "fewer than 2 members are left");
        note(HistoryKind.LEFT, 0, "silent");
        assertThat(history.lastSetback()).isEqualTo("fewer than 2 members are left");

        note(HistoryKind.CLAIM, 8, "this node competes");
        note(HistoryKind.CLAIM, 0, "withdrawn: only 1 of at least 2 members can be reached");
        note(HistoryKind.CLAIM, 9, "this node competes");
        assertThat(history.lastSetback()).isEqualTo("withdrawn: only 1 of at least 2 members can be reached");

        note(HistoryKind.LEADER, 10, "this node follows it");
        assertThat(history.lastSetback()).isNull();
    }

    @Test
    void whoCompetesInVainAgainAndAgainDoesNotPushOutWhatHappenedBefore() {
        note(HistoryKind.LOST, 7, "fewer than 2 members are left");
        for (int i = 0; i < 2 * History.CAPACITY; i++) {
            note(HistoryKind.CLAIM, 8 + i, "this node competes");
            note(HistoryKind.CLAIM, 0, "withdrawn: only 1 of at least 2 members can be reached");
        }
        note(HistoryKind.CLAIM, 999, "this node competes");
        note(HistoryKind.ACQUIRED, 999, "nobody led");

        assertThat(history.entries())
                .extracting(HistoryEntry::why)
                .containsExactly(
                        "fewer than 2 members are left",
                        "this node competes",
                        "withdrawn: only 1 of at least 2 members can be reached",
                        "nobody led");
    }
}
