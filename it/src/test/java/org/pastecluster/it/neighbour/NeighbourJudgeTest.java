package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

class NeighbourJudgeTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String JAVA = "http://10.77.0.1:8080";
    private static final String ONE = "http://10.77.0.6:8080";
    private static final String TWO = "http://10.77.0.7:8080";
    private static final List<String> ALL = List.of(JAVA, ONE, TWO);

    private final NeighbourJudge judge =
            new NeighbourJudge(List.of(JAVA), List.of(ONE, TWO), Duration.ofSeconds(20), 13);

    @TempDir
    private Path directory;

    /** A calm from second 10 to second 60, in which nodes agree by second 15, and what is said of it besides. */
    private List<String> judged(NeighbourEntry... more) {
        follows(JAVA, ALL);
        return judgedAlone(more);
    }

    /** Node 1 names that leader and has these members from second 9 on. */
    private void follows(String leader, List<String> members) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            journal.write(new NodeEntry.View(
                    9 * SECOND,
                    1,
                    1,
                    leader,
                    members.stream().map(host -> host + "#0").toList()));
        }
    }

    /** Without a node of this project that says anything. */
    private List<String> judgedAlone(NeighbourEntry... more) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(0, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Started(0, new RunId(6, 1)));
            bed.write(new BedEntry.Started(0, new RunId(7, 1)));
            bed.write(new BedEntry.Killed(3, new RunId(7, 1)));
            bed.write(new BedEntry.Gone(4, new RunId(7, 1)));
            bed.write(new BedEntry.Started(5, new RunId(7, 2)));
            bed.write(new BedEntry.Over(9 * SECOND, 1));
            bed.write(new BedEntry.Calm(9 * SECOND, 1));
            bed.write(new BedEntry.Agreed(10 * SECOND, 1));
            bed.write(new BedEntry.End(60 * SECOND));
        }
        watched(
                new NeighbourEntry.Standing(8 * SECOND, ONE, ONE, List.of(ONE)),
                new NeighbourEntry.Absent(9 * SECOND, TWO),
                new NeighbourEntry.Standing(15 * SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(15 * SECOND, TWO, JAVA, ALL),
                looked(45 * SECOND, ONE, 0));
        watched(more);
        return judge.judge(directory);
    }

    private void watched(NeighbourEntry... entries) {
        try (var seen = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS)) {
            for (NeighbourEntry entry : entries) {
                seen.write(entry);
            }
        }
    }

    /** A campaign with a calm from so many seconds on, for so many. */
    private void bed(long calm, long length) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(0, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Started(0, new RunId(6, 1)));
            bed.write(new BedEntry.Over((calm - 1) * SECOND, 1));
            bed.write(new BedEntry.Calm(calm * SECOND, 1));
            bed.write(new BedEntry.Agreed(calm * SECOND, 1));
            bed.write(new BedEntry.End((calm + length) * SECOND));
        }
        follows(JAVA, ALL);
    }

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

    /** A calm of so many seconds in which nobody ever agreed, and the first .NET node is as it should be. */
    private List<String> judgedWithoutAgreement(long length) {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Calm(0, 1));
            bed.write(new BedEntry.Stall(SECOND, SECOND));
            bed.write(new BedEntry.End(length * SECOND));
        }
        follows(JAVA, ALL);
        watched(
                new NeighbourEntry.Standing(SECOND, ONE, JAVA, ALL),
                new NeighbourEntry.Standing(SECOND, TWO, "-", List.of(TWO)));
        return judge.judge(directory);
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

    /** Node 1 sends a message, and that becomes of it. */
    private void sent(long message, String verdict, String host) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            journal.write(new NodeEntry.Accepted(1, "name", message, "host:" + host));
            journal.write(new NodeEntry.ToldOf(2, "name", message, verdict, host));
            journal.write(new NodeEntry.Done(2, "name", message));
        }
    }

    private static NeighbourEntry looked(long at, String host, int size) {
        return new NeighbourEntry.Inbox(at, at + 1, host, host.equals(ONE) ? 6 : 7, size);
    }

    private static NeighbourEntry got(long at, String host, int place, long message) {
        return new NeighbourEntry.Got(at, host, place, 11, "n1.1 name " + message);
    }

    @Test
    void what_a_net_node_got_as_its_senders_were_told_is_as_promised() {
        sent(1, "DELIVERED", ONE);
        sent(2, "UNKNOWN", ONE);
        sent(3, "UNKNOWN", ONE);
        sent(4, "REFUSED", ONE);

        assertThat(judged(
                        got(10, ONE, 1, 1),
                        got(10, ONE, 2, 2),
                        looked(10, ONE, 3),
                        // Looked at again from the beginning.
                        got(20, ONE, 1, 1),
                        looked(20, ONE, 3)))
                .isEmpty();
        assertThat(judge.figures())
                .contains("4 verdicts on messages to .NET nodes (1 delivered, of which 0", "2 got by .NET nodes");
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
    void a_message_that_a_net_node_got_twice_is_found() {
        sent(1, "UNKNOWN", ONE);
        sent(2, "DELIVERED", TWO);

        assertThat(judged(
                        got(10, ONE, 0, 1),
                        looked(10, ONE, 1),
                        got(20, ONE, 1, 1),
                        looked(20, ONE, 2),
                        got(1, TWO, 0, 2),
                        looked(1, TWO, 1),
                        got(10, TWO, 0, 2),
                        looked(10, TWO, 1)))
                .containsExactlyInAnyOrder(
                        "P12: the .NET node " + ONE + " got 'n1.1 name 1' 2 times",
                        "P12: the .NET node " + TWO + " got 'n1.1 name 2' 2 times");
    }

    @Test
    void a_message_that_is_delivered_and_lacks_is_found_unless_that_process_ended_unseen() {
        sent(1, "DELIVERED", ONE);
        sent(2, "DELIVERED", TWO);

        assertThat(judged(looked(10, ONE, 1), looked(20, ONE, 1), looked(10, TWO, 0), looked(20, TWO, 0)))
                .containsExactly("P12: 0.00 s, 'n1.1 name 1' has the verdict DELIVERED of the .NET node " + ONE
                        + " and was not got by it");
        assertThat(judge.figures()).contains("2 delivered, of which 1 to a process that ended");
    }

    @Test
    void a_message_that_is_gone_and_was_got_is_found() {
        sent(1, "GONE", ONE);

        assertThat(judged(got(10, ONE, 0, 1), looked(10, ONE, 1)))
                .singleElement()
                .asString()
                .endsWith("has the verdict GONE of the .NET node " + ONE + " and was got by it");
    }

    @Test
    void messages_of_which_none_is_ever_delivered_are_found() {
        for (int message = 1; message <= 21; message++) {
            sent(message, "UNKNOWN", ONE);
        }

        assertThat(judged(looked(10, ONE, 0)))
                .containsExactly("P12: no message to a .NET node was ever delivered, of 21");
    }

    @Test
    void a_bed_that_never_raises_a_storm_is_found() {
        NeighbourEntry[] rings = new NeighbourEntry[51];
        Arrays.setAll(rings, i -> new NeighbourEntry.Ring(59 * SECOND, List.of(ONE, TWO)));

        assertThat(judged(rings))
                .containsExactly("P12: .NET nodes were set against each other 51 times, and no storm came of it");
    }

    @Test
    void a_message_that_nobody_sent_there_is_found() {
        sent(1, "DELIVERED", TWO);

        assertThat(judged(got(10, ONE, 0, 1), got(10, ONE, 1, 2), looked(10, ONE, 2)))
                .containsExactlyInAnyOrder(
                        "P12: the .NET node " + ONE + " got 'n1.1 name 1', and its sender was told nothing of that",
                        "P12: the .NET node " + ONE + " got 'n1.1 name 2', which nobody sent");
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

    private static NeighbourEntry asked(long second, int requests) {
        return new NeighbourEntry.Asked(second * SECOND, ONE, requests);
    }

    /** Node 1 uses so much of a core in 20 s, after a start in which it uses all of it. */
    private void used(double share) {
        try (var journal = new Journal<>(directory.resolve("n1.1.journal"), Lines.NODE)) {
            for (int second = 1; second <= 30; second++) {
                double used = second <= 10 ? second : 10 + (second - 10) * share;
                journal.write(new NodeEntry.Cpu(second * SECOND, (long) (used * SECOND)));
            }
        }
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

    @Test
    void a_message_of_a_net_node_that_was_handled_twice_is_found_unless_it_was_for_the_master() {
        for (int node = 1; node <= 2; node++) {
            try (var journal = new Journal<>(directory.resolve("n" + node + ".1.journal"), Lines.NODE)) {
                journal.write(new NodeEntry.Handled(20, new RunId(6, 1), "dotnet", 1));
                journal.write(new NodeEntry.Handled(20, new RunId(6, 1), "dotnet", 2));
            }
        }

        assertThat(judged(
                        new NeighbourEntry.Said(1, ONE, "n6.1 dotnet 1", "id:1", true),
                        new NeighbourEntry.Said(1, ONE, "n6.1 dotnet 2", "master", true)))
                .containsExactly("P12: 'n6.1 dotnet 1' of the .NET node " + ONE + " was sent once and handled 2 times");
    }

    private static NeighbourEntry said(long second, long message, String target, boolean taken) {
        return new NeighbourEntry.Said(second * SECOND, ONE, "n6.1 dotnet " + message, target, taken);
    }

    @Test
    void a_message_that_a_net_node_sent_in_a_calm_and_nobody_handled_is_found() {
        assertThat(judged(said(20, 1, "id:1", true), said(21, 2, "master", true)))
                .containsExactly(
                        "P12: 20.00 s, in a calm since 9.00 s, 'n6.1 dotnet 1' of the .NET node " + ONE
                                + " was sent to id:1 and never handled",
                        "P12: 21.00 s, in a calm since 9.00 s, 'n6.1 dotnet 2' of the .NET node " + ONE
                                + " was sent to master and never handled");
    }

    @Test
    void a_message_that_nobody_handled_under_faults_or_that_was_not_sent_is_what_may_be() {
        assertThat(judged(said(5, 1, "id:1", true), said(20, 2, "id:1", false), said(59, 3, "id:1", true)))
                .isEmpty();
    }

    @Test
    void a_message_to_the_master_is_not_looked_for_where_a_net_node_is_that() {
        follows(ONE, ALL);
        watched(
                new NeighbourEntry.Standing(16 * SECOND, ONE, ONE, ALL),
                new NeighbourEntry.Standing(16 * SECOND, TWO, ONE, ALL),
                said(20, 1, "master", true));

        assertThat(judgedAlone()).isEmpty();
    }
}
