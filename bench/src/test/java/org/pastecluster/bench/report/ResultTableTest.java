package org.pastecluster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.bench.system.SystemKind.FLOOR;
import static org.pastecluster.bench.system.SystemKind.JGROUPS;
import static org.pastecluster.bench.system.SystemKind.JGROUPS_TUNED;
import static org.pastecluster.bench.system.SystemKind.PASTECLUSTER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Measure;
import org.pastecluster.bench.work.Work;

class ResultTableTest {

    private static final List<SystemKind> SYSTEMS = List.of(FLOOR, JGROUPS, JGROUPS_TUNED, PASTECLUSTER);

    private final Results results = new Results();
    private final Ratios ratios = new Ratios(results, SYSTEMS);

    private void streams() {
        results.add(FLOOR, Measure.STREAM_100, 8_000_000);
        results.add(JGROUPS, Measure.STREAM_100, 300_000);
        results.add(JGROUPS_TUNED, Measure.STREAM_100, 800_000);
        results.add(PASTECLUSTER, Measure.STREAM_100, 3_000_000);
        results.add(PASTECLUSTER, Measure.STREAM_100, 3_200_000);
        results.add(PASTECLUSTER, Measure.STREAM_100, 4_000_000);
    }

    @Test
    void the_best_peer_has_most_where_more_is_better() {
        streams();

        assertThat(ratios.bestPeer(Measure.STREAM_100)).contains(JGROUPS_TUNED);
        assertThat(ratios.toBestPeer(PASTECLUSTER, Measure.STREAM_100)).hasValue(4.0);
        assertThat(ratios.toFloor(PASTECLUSTER, Measure.STREAM_100)).hasValue(0.4);
    }

    @Test
    void the_best_peer_has_least_where_less_is_better() {
        results.add(JGROUPS, Measure.PING_100_P50, 100);
        results.add(JGROUPS_TUNED, Measure.PING_100_P50, 120);
        results.add(PASTECLUSTER, Measure.PING_100_P50, 75);

        assertThat(ratios.bestPeer(Measure.PING_100_P50)).contains(JGROUPS);
        assertThat(ratios.toBestPeer(PASTECLUSTER, Measure.PING_100_P50)).hasValue(0.75);
        assertThat(ratios.toFloor(PASTECLUSTER, Measure.PING_100_P50)).isEmpty();
    }

    @Test
    void nobody_is_compared_with_nothing() {
        results.add(PASTECLUSTER, Measure.TWO_LEADERS, 0);
        results.add(JGROUPS, Measure.TWO_LEADERS, 0);

        assertThat(ratios.toBestPeer(PASTECLUSTER, Measure.TWO_LEADERS)).isEmpty();
        assertThat(ratios.bestPeer(Measure.STREAM_100)).isEmpty();
    }

    @Test
    void a_peer_that_was_not_asked_for_is_not_the_best() {
        streams();

        assertThat(new Ratios(results, List.of(JGROUPS, PASTECLUSTER)).bestPeer(Measure.STREAM_100))
                .contains(JGROUPS);
    }

    @Test
    void the_table_shows_medians_ratios_and_why_a_figure_is_missing() {
        streams();
        results.add(JGROUPS_TUNED, Measure.PING_100_P50, 89.25);
        results.miss(PASTECLUSTER, Work.PING_100, "not yet");
        results.miss(JGROUPS, Work.PING_100, "A ping got no answer.");
        results.miss(JGROUPS, Work.STREAM_1000, "A ping got no answer.");

        List<String> lines =
                new ResultTable(results, SYSTEMS).toString().lines().toList();

        assertThat(lines.get(0))
                .startsWith("| work ")
                .containsSubsequence(
                        "unit", "floor", "jgroups", "jgroups-tuned", "pastecluster", "/ best peer", "/ floor");
        assertThat(lines.get(1)).matches("[|-]+").hasSameSizeAs(lines.get(0));
        assertThat(lines.get(2))
                .containsSubsequence(
                        "stream-100",
                        "msg/s",
                        "8,000,000",
                        "300,000",
                        "800,000",
                        "3,200,000",
                        "4.00 (jgroups-tuned)",
                        "0.40");
        assertThat(lines.get(3)).containsSubsequence("stream-1000", "- |", "see below |", "- |");
        assertThat(lines.get(4))
                .containsSubsequence(
                        "ping-100-p50", "- |", "see below |", "89.3 |", "not yet |", "- (jgroups-tuned) |");
        assertThat(lines)
                .contains("- jgroups-tuned: " + JGROUPS_TUNED.note() + ".")
                .endsWith("- jgroups, stream-1000, ping-100: A ping got no answer.");
    }
}
