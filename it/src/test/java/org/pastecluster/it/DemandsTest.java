package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.fault.FaultKind;
import org.pastecluster.it.judge.Durations;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.KindFigures;
import org.pastecluster.it.judge.MessageFigures;
import org.pastecluster.it.judge.Totals;

class DemandsTest {

    private static final Durations NONE = new Durations(0, 0, 0, 0);
    private static final MessageFigures NO_MESSAGES = new MessageFigures(0, 0, 0, 0, 0, 0, 0);

    private static final List<FaultKind> KINDS = List.of(FaultKind.KILL, FaultKind.BUSY_THREADS);

    private static KindFigures kind(FaultKind kind, int count, int seen) {
        return new KindFigures(kind.name(), count, seen, NONE, NONE, 0, 0, NO_MESSAGES);
    }

    private static List<String> unmet(int moves, int cutNetworks, int neighbours, KindFigures... kinds) {
        return unmet(moves, 1, cutNetworks, new Setup(5, neighbours, KINDS), neighbours, kinds);
    }

    private static List<String> unmet(
            int moves, int heirs, int cutNetworks, Setup setup, int neighbours, KindFigures... kinds) {
        Map<String, Integer> judged = Map.of("P9", moves, "P3b", heirs, "P12", neighbours);
        return Demands.unmet(judgement(totals(6, 2, cutNetworks), judged, kinds), setup);
    }

    private static Totals totals(int faults, int overlapping, int cutNetworks, String... emptyPhases) {
        return new Totals(
                0,
                faults,
                overlapping,
                NONE,
                NONE,
                NONE,
                cutNetworks,
                0,
                0,
                0,
                0,
                NO_MESSAGES,
                0,
                0,
                5,
                List.of(emptyPhases));
    }

    private static Judgement judgement(Totals totals, Map<String, Integer> judged, KindFigures... kinds) {
        return new Judgement(List.of(), Map.of(), judged, Map.of(), List.of(kinds), totals);
    }

    @Test
    void a_campaign_that_had_everything_in_it() {
        assertThat(unmet(1, 1, 0, kind(FaultKind.KILL, 3, 2), kind(FaultKind.BUSY_THREADS, 3, 1)))
                .isEmpty();
    }

    @Test
    void a_kind_that_never_came_and_one_that_did_nothing() {
        assertThat(unmet(1, 1, 0, kind(FaultKind.BUSY_THREADS, 3, 0)))
                .containsExactly(
                        "These kinds of fault did not occur: KILL.",
                        "These kinds of fault did nothing whenever they came: BUSY_THREADS.");
    }

    @Test
    void what_can_be_judged_alone_only() {
        KindFigures[] kinds = {kind(FaultKind.KILL, 3, 2), kind(FaultKind.BUSY_THREADS, 3, 1)};
        assertThat(unmet(0, 0, 0, kinds))
                .containsExactly(
                        "No planned move of leadership could be judged (P9).",
                        "No network that stayed cut could be judged (P5).");
        assertThat(unmet(1, 0, 2, kinds)).isEmpty();
    }

    @Test
    void promises_that_nothing_was_seen_of() {
        KindFigures[] kinds = {kind(FaultKind.KILL, 3, 2), kind(FaultKind.BUSY_THREADS, 3, 1)};
        assertThat(unmet(1, 0, 1, new Setup(5, 0, KINDS), 0, kinds))
                .containsExactly("No change of leader could be judged by the lease of the one before (P3b).");
        assertThat(unmet(1, 1, 0, new Setup(5, 2, KINDS), 0, kinds))
                .containsExactly("No network with nodes of another kind in it could be judged (P12).");
    }

    @Test
    void faults_of_which_too_few_overlapped() {
        Judgement judgement = judgement(
                totals(6, 1, 1),
                Map.of("P9", 1, "P3b", 1),
                kind(FaultKind.KILL, 3, 2),
                kind(FaultKind.BUSY_THREADS, 3, 1));
        assertThat(Demands.unmet(judgement, new Setup(5, 0, KINDS)))
                .containsExactly("Only 1 of 6 faults overlapped another; a third has to.");
    }

    @Test
    void a_time_in_which_no_message_was_delivered() {
        Judgement judgement = judgement(totals(6, 2, 1, "the calm from 80.000 s to 130.000 s"), Map.of());
        assertThat(Demands.ofEvery(judgement))
                .containsExactly("No message was delivered in the calm from 80.000 s to 130.000 s.");
        assertThat(Demands.unmet(judgement, new Setup(5, 0, KINDS)))
                .contains("No message was delivered in the calm from 80.000 s to 130.000 s.");
    }

    @Test
    void a_campaign_without_a_fault() {
        assertThat(Demands.ofEvery(judgement(totals(0, 0, 0), Map.of()))).containsExactly("No fault occurred.");
    }
}
