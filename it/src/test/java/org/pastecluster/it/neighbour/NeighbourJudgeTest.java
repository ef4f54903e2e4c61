package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** Whom .NET nodes follow, whether they were watched, and what their storms cost. */
class NeighbourJudgeTest extends WrittenNeighbours {

    @Test
    void net_nodes_that_nobody_watched_are_found() {
        bed(10, 40);
        watched();

        assertThat(judge.judge(directory))
                .containsExactly(
                        "P12: in the calm since 10.00 s nobody watched the .NET nodes",
                        "P12: in the calm since 10.00 s nobody knows whom the .NET node " + ONE + " follows",
                        "P12: in the calm since 10.00 s nobody knows whom the .NET node " + TWO + " follows",
                        "P12: who watches the .NET nodes wrote the last line at 0.00 s, and the campaign ended at"
                                + " 50.00 s; why stands in observer.log");
    }

    @Test
    void a_net_node_of_which_nobody_knows_whom_it_follows_is_found() {
        bed(10, 40);
        watched(new NeighbourEntry.Standing(15 * SECOND, ONE, JAVA, ALL));

        assertThat(judge.judge(directory))
                .containsExactly("P12: in the calm since 10.00 s nobody knows whom the .NET node " + TWO + " follows");
    }

    @Test
    void a_watch_that_ends_before_the_campaign_is_found() {
        bed(110, 40);
        watched(
                new NeighbourEntry.Standing(15 * SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(15 * SECOND, TWO, JAVA, ALL));

        assertThat(judge.judge(directory))
                .containsExactly(
                        "P12: in the calm since 110.00 s nobody watched the .NET nodes",
                        "P12: who watches the .NET nodes wrote the last line at 15.00 s, and the campaign ended at"
                                + " 150.00 s; why stands in observer.log");
    }

    @Test
    void a_long_campaign_in_which_nothing_was_said_and_nobody_stormed_is_found() {
        bed(570, 40);
        watched(
                new NeighbourEntry.Standing(575 * SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(575 * SECOND, TWO, JAVA, ALL));

        assertThat(judge.judge(directory))
                .hasSize(4)
                .allMatch(sentence -> sentence.startsWith("P12: in 10 minutes or more "));
    }

    @Test
    void a_long_campaign_that_had_everything_is_what_was_wanted() {
        bed(570, 40);
        sent(1, "DELIVERED", ONE);
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            journal.write(new NodeEntry.Handled(20, new RunId(6, 1), "dotnet", 1));
        }
        watched(
                new NeighbourEntry.Said(1, ONE, "n6.1 dotnet 1", "id:1", true),
                got(30, ONE, 0, 1),
                looked(30, ONE, 1),
                asked(20, 5000),
                new NeighbourEntry.Standing(575 * SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(575 * SECOND, TWO, JAVA, ALL));

        assertThat(judge.judge(directory)).isEmpty();
    }

    @Test
    void agreement_in_time_is_what_was_promised() {
        assertThat(judged()).isEmpty();
        assertThat(judge.figures())
                .startsWith("neighbours: 1 calms judged, all .NET nodes right p50 6,000 max 6,000 ms after their"
                        + " beginning");
    }

    @Test
    void a_net_node_that_nobody_finds_in_a_calm_is_found_when_all_time_has_passed() {
        assertThat(judgedWithoutAgreement(36))
                .containsExactly("P12: in the calm since 0.00 s the .NET node " + TWO
                        + " follows -, and the nodes of this project " + JAVA);
        assertThat(judge.figures()).startsWith("neighbours: 1 calms judged, in none of which .NET nodes were right,");
    }

    @Test
    void a_calm_that_ends_before_nodes_had_to_agree_says_nothing() {
        assertThat(judgedWithoutAgreement(34)).isEmpty();
        assertThat(judge.figures()).startsWith("neighbours: 0 calms judged");
    }

    @Test
    void the_time_of_a_calm_begins_when_net_nodes_were_last_set_against_each_other() {
        assertThat(judged(new NeighbourEntry.Ring(9 * SECOND + SECOND / 2, List.of(ONE, TWO))))
                .isEmpty();
        assertThat(judge.figures()).contains("right p50 5,500 max 5,500 ms");
    }

    @Test
    void a_net_node_that_does_not_answer_at_the_end_of_a_calm_is_found() {
        assertThat(judged(new NeighbourEntry.Absent(16 * SECOND, TWO)))
                .containsExactly("P12: in the calm since 9.00 s the .NET node " + TWO + " does not answer");
    }

    @Test
    void two_masters_are_found() {
        assertThat(judged(new NeighbourEntry.Standing(16 * SECOND, TWO, TWO, ALL)))
                .singleElement()
                .asString()
                .endsWith("the .NET node " + TWO + " follows " + TWO + ", and the nodes of this project " + JAVA);
    }

    @Test
    void two_masters_are_found_where_nodes_of_this_project_name_none() {
        assertThat(judgedAlone(new NeighbourEntry.Standing(16 * SECOND, TWO, TWO, ALL)))
                .singleElement()
                .asString()
                .contains("and another one");
    }

    @Test
    void a_master_that_only_net_nodes_name_is_found() {
        follows(TWO, ALL);

        assertThat(judgedAlone())
                .containsExactlyInAnyOrder(
                        "P12: in the calm since 9.00 s the .NET node " + ONE + " follows " + JAVA
                                + ", and the nodes of this project " + TWO,
                        "P12: in the calm since 9.00 s the .NET node " + TWO + " follows " + JAVA
                                + ", and the nodes of this project " + TWO);
    }

    @Test
    void a_node_of_this_project_that_leaves_a_net_node_out_is_found() {
        follows(JAVA, List.of(JAVA, ONE));

        assertThat(judgedAlone())
                .containsExactly("P12: in the calm since 9.00 s n1 lists " + List.of(JAVA, ONE) + " instead of " + ALL);
    }

    @Test
    void a_list_that_keeps_who_left_is_found() {
        assertThat(judged(new NeighbourEntry.Standing(
                        16 * SECOND, TWO, JAVA, List.of(JAVA, ONE, TWO, "http://10.77.0.9:8080"))))
                .singleElement()
                .asString()
                .contains(TWO + " lists");
    }

    @Test
    void what_moves_in_a_calm_is_found() {
        assertThat(judged(
                        new NeighbourEntry.Standing(40 * SECOND, TWO, TWO, ALL),
                        new NeighbourEntry.Standing(41 * SECOND, TWO, JAVA, ALL)))
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("something moved"));
    }

    @Test
    void what_was_asked_before_a_fault_and_answered_after_it_is_no_calms() {
        assertThat(judged(new NeighbourEntry.Standing(60 * SECOND - SECOND / 10, TWO, TWO, ALL)))
                .isEmpty();
    }

    @Test
    void what_moves_after_nodes_were_set_against_each_other_is_no_calms() {
        assertThat(judged(
                        new NeighbourEntry.Ring(39 * SECOND, List.of(ONE, TWO)),
                        new NeighbourEntry.Standing(40 * SECOND, TWO, TWO, ALL)))
                .isEmpty();
    }

    @Test
    void a_bed_that_never_raises_a_storm_is_found() {
        NeighbourEntry[] rings = new NeighbourEntry[51];
        Arrays.setAll(rings, i -> new NeighbourEntry.Ring(59 * SECOND, List.of(ONE, TWO)));

        assertThat(judged(rings))
                .containsExactly("P12: .NET nodes were set against each other 51 times, and no storm came of it");
    }

    @Test
    void a_storm_that_ends_with_the_faults_is_what_may_be() {
        NeighbourEntry early = new NeighbourEntry.Asked(9 * SECOND, ONE, 4000);
        assertThat(judged(early, new NeighbourEntry.Asked(10 * SECOND, TWO, 3000), asked(40, 20)))
                .isEmpty();
        assertThat(judge.figures()).contains("1 storms among .NET nodes, the longest of 2 s, up to 4,000 requests a");
    }

    @Test
    void a_storm_that_goes_on_in_a_calm_is_found() {
        assertThat(judged(asked(24, 100), asked(25, 100), asked(26, 100)))
                .containsExactly("P12: in the calm since 9.00 s .NET nodes still stormed at 24.00 s");
    }

    @Test
    void a_node_that_lives_on_a_fifth_of_a_core_is_what_may_be() {
        used(0.2);

        assertThat(judged(asked(15, 5000))).isEmpty();
        assertThat(judge.figures()).endsWith("up to 20 % over ten seconds with a storm and 20 % without");
    }

    @Test
    void a_node_that_takes_more_of_a_core_is_found() {
        used(0.4);

        assertThat(judged(asked(15, 5000)))
                .containsExactly(
                        "P12: 21.00 s, n1.1 has used 40 % of a core over ten seconds, in which .NET nodes stormed;"
                                + " 25 % are the bound");
    }
}
