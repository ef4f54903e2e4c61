package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.it.judge.WrittenCampaign.token;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;

class StoryTest {

    @TempDir
    private Path directory;

    private final WrittenCampaign campaign = Healthy.campaign();

    private String story() {
        Violation violation = campaign.judged(directory).violations().get(0);
        return new Story(directory).around(violation);
    }

    @Test
    void it_tells_what_all_did_and_believed_and_said_around_it_in_order() {
        campaign.believes("n2.1", 31_500, 33_400, token(Healthy.SECOND))
                .says("n1.1", 29_000, "[main] WARN x - slow")
                .says("n1.1", 10_000, "[main] WARN x - long ago");
        assertThat(story())
                .startsWith("P3b at 31.500 s: n2.1 leads while n1.1 may believe")
                .containsSubsequence(
                        "    -2.500 s  n1.1   says: [main] WARN x - slow\n",
                        "    -1.500 s  bed    began 2 PAUSE_LEADER 1 ",
                        "    -1.500 s  bed    stopped n1.1\n",
                        "    +0.000 s  n2.1   believes to lead with token " + token(Healthy.SECOND),
                        "    +1.902 s  n2.1   acquired prompt 1001 ")
                .contains("n1.1   believed so up to here, with a lease for another 2.0")
                .doesNotContain("long ago", "killed", "handled", "accepted");
    }

    @Test
    void it_tells_of_the_message_that_it_is_about_and_of_no_other() {
        campaign.handled(20_100, "n2.1", "to-n3.2", 9, "n3.2");
        assertThat(story())
                .contains("accepted to-n3.2 9 name:n3", "handled n2.1 to-n3.2 9\n", "done to-n3.2 9\n")
                .doesNotContain("to-n3.2 8", "to-n3.2 10");
    }

    @Test
    void it_tells_what_was_seen_of_nodes_of_another_kind() {
        campaign.believes("n2.1", 31_500, 33_400, token(Healthy.SECOND));
        try (var seen = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS)) {
            seen.write(new NeighbourEntry.Standing(WrittenCampaign.nanos(30_500), "http://n6", "http://n1", List.of()));
            seen.write(new NeighbourEntry.Said(WrittenCampaign.nanos(31_000), "http://n6", "x", "master", true));
        }
        assertThat(story())
                .contains("    -1.000 s  .NET   standing http://n6 http://n1")
                .doesNotContain(".NET   said");
    }

    @Test
    void a_flood_is_cut_off_in_the_middle() {
        for (int i = 0; i < 3_000; i++) {
            campaign.says("n2.1", 20_000 + i, "[main] WARN x - again");
        }
        List<String> lines = story().lines().toList();
        assertThat(lines)
                .hasSizeLessThan(610)
                .anySatisfy(line -> assertThat(line).contains("lines are left out"));
    }
}
