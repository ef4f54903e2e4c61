package org.pastecluster.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.judge.Durations;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.KindFigures;
import org.pastecluster.it.judge.MessageFigures;
import org.pastecluster.it.judge.Totals;

class ChaosTableTest {

    private static final Durations NONE = new Durations(0, 0, 0, 0);
    private static final MessageFigures MESSAGES = new MessageFigures(7, 6, 0, 1, 0, 0, 0);

    private final ChaosTable table = new ChaosTable(new Judgement(
            List.of(),
            Map.of("P5", 2),
            Map.of("P5", 3, "P9", 1),
            Map.of("P12", Map.of("no node of another kind took part", 1)),
            List.of(kind("ALL_COLD", 3, 3), kind("KILL_LEADER", 5, 4), kind("START", 0, 0)),
            new Totals(60_000_000_000L, 8, 4, NONE, NONE, NONE, 1, 0, 0, 0, 0, MESSAGES, 6, 0, 5, List.of())));

    private static KindFigures kind(String name, int count, int seen) {
        return new KindFigures(name, count, seen, NONE, NONE, 0, 0, MESSAGES);
    }

    @Test
    void faults_that_did_nothing_are_no_evidence() {
        assertThat(table.kinds().lines())
                .anyMatch(line -> line.startsWith("| KILL_LEADER | 5 | 4 | 0 |"))
                .allMatch(line -> line.chars().filter(each -> each == '|').count() == 19);
        assertThat(table.evidence().lines().takeWhile(line -> !line.isEmpty()))
                .satisfiesExactly(
                        cold -> assertThat(cold).startsWith("| `ALL_COLD` | 3 | 0 |"),
                        leader -> assertThat(leader).startsWith("| `KILL_LEADER` | 4 | 0 |"),
                        all -> assertThat(all).startsWith("| `all` | 7 | 0 |"))
                .allMatch(line -> line.chars().filter(each -> each == '|').count() == 9);
        assertThat(table.line(0)).startsWith("chaos: 1.0 minutes, 7 faults of 2 kinds,");
    }

    @Test
    void every_promise_has_a_row() {
        assertThat(table.promises().lines().skip(2))
                .extracting(line -> line.split(" ", 3)[1])
                .containsExactly("P1", "P2", "P3", "P3b", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12");
        assertThat(table.promises().lines())
                .contains(
                        "| P5 | 3, 1 of them cut | 2 |  |",
                        "| P7 | 0 | 0 | nothing happened that could have broken it |",
                        "| P12 | 0 | 0 | 1: no node of another kind took part |");
    }
}
