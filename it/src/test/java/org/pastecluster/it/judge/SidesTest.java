package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.host;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/** Five nodes between which ways are cut at 5 s for 60 s, which is longer than they may take to agree. */
class SidesTest {

    private static final long NUMBER = 1_000;
    private static final long CUT = 5_000;
    private static final long MENDED = 65_000;
    private static final long END = 66_000;
    private static final String[] ALL = {"n1.1", "n2.1", "n3.1", "n4.1", "n5.1"};

    @TempDir
    private Path directory;

    private final WrittenCampaign campaign = new WrittenCampaign();
    private final List<BedEntry.Cut> cuts = new ArrayList<>();

    SidesTest() {
        for (String run : ALL) {
            campaign.lives(run, 0, END);
        }
        campaign.leads("n1.1", NUMBER, 2_000, END).see(2_010, NUMBER, 1, 1, ALL);
    }

    private void cut(int from, int to, String way) {
        cuts.add(new BedEntry.Cut(nanos(CUT), from, to, way));
    }

    private void cutBoth(int one, int other) {
        cut(one, other, "drop");
        cut(other, one, "drop");
    }

    private Judgement judged() {
        campaign.bed(new BedEntry.Began(nanos(CUT), 1, "SPLIT", List.of(), ""));
        cuts.forEach(campaign::bed);
        cuts.forEach(cut -> campaign.bed(new BedEntry.Mended(nanos(MENDED), cut.from(), cut.to(), cut.way())));
        campaign.bed(new BedEntry.Over(nanos(MENDED), 1));
        return campaign.judged(directory);
    }

    private void expectBroken(String... words) {
        Judgement judgement = judged();
        assertThat(judgement.violations()).hasSize(1);
        assertThat(judgement.violations().get(0).promise()).isEqualTo("P5");
        assertThat(judgement.violations().get(0).sentence()).contains(words);
    }

    private void expectClean() {
        Judgement judgement = judged();
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.judged()).containsEntry("P5", 1);
    }

    private void split() {
        IntStream.rangeClosed(1, 3).forEach(one -> IntStream.rangeClosed(4, 5).forEach(other -> cutBoth(one, other)));
    }

    @Test
    void each_side_has_its_own_leader() {
        split();
        campaign.leads("n4.1", NUMBER + 1, 9_000, END)
                .see(9_010, NUMBER + 1, 1, 4, "n4.1", "n5.1")
                .see(9_010, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1");
        expectClean();
    }

    @Test
    void a_side_without_a_leader() {
        split();
        campaign.sees("n4.1", 9_000, NUMBER, 1, 0, "n4.1", "n5.1")
                .sees("n5.1", 9_000, NUMBER, 1, 0, "n4.1", "n5.1")
                .see(9_010, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1");
        expectBroken("nobody leads on the side of [n4.1, n5.1]");
    }

    @Test
    void a_side_with_two_leaders() {
        split();
        campaign.leads("n4.1", NUMBER + 1, 9_000, END)
                .leads("n5.1", NUMBER + 2, 9_000, END)
                .see(9_010, NUMBER + 1, 1, 4, "n4.1", "n5.1")
                .see(9_010, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1");
        expectBroken("[n4.1, n5.1] lead on the side of [n4.1, n5.1]");
    }

    @Test
    void a_chain_is_one_side() {
        for (int one = 1; one <= 5; one++) {
            for (int other = one + 2; other <= 5; other++) {
                cutBoth(one, other);
            }
        }
        expectClean();
    }

    @Test
    void a_chain_that_forgets_its_end() {
        for (int one = 1; one <= 5; one++) {
            for (int other = one + 2; other <= 5; other++) {
                cutBoth(one, other);
            }
        }
        campaign.see(9_000, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1", "n4.1");
        expectBroken("n1.1 has the members", "37.400 s");
    }

    @Test
    void who_can_be_called_by_one_end_only_is_on_its_side() {
        for (int other = 1; other <= 4; other++) {
            cut(5, other, "drop-requests");
        }
        expectClean();
    }

    @Test
    void who_can_neither_call_nor_be_called_is_a_side_of_its_own() {
        for (int other = 1; other <= 4; other++) {
            cut(5, other, "drop-requests");
            cut(other, 5, "drop-requests");
        }
        campaign.leads("n5.1", NUMBER + 1, 9_000, END)
                .see(9_010, NUMBER + 1, 1, 5, "n5.1")
                .see(9_010, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1", "n4.1");
        expectClean();
    }

    @Test
    void packets_of_one_direction_carry_no_connection() {
        for (int other = 1; other <= 4; other++) {
            cut(5, other, "drop");
        }
        expectBroken("n1.1 has the members", "instead of", host(5));
    }

    @Test
    void a_stale_leader_of_another_side_is_no_leader() {
        split();
        campaign.see(9_010, NUMBER, 2, 1, "n1.1", "n2.1", "n3.1");
        expectBroken("nobody leads on the side of [n4.1, n5.1]; n4.1 names " + host(1));
    }

    @Test
    void loss_is_not_judged() {
        split();
        cut(1, 2, "loss");
        campaign.node("n4.1", new NodeEntry.View(nanos(9_000), NUMBER, 1, "-", List.of()));
        Judgement judgement = judged();
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.judged()).doesNotContainKey("P5");
    }
}
