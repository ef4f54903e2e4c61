package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** What became of messages to .NET nodes, and of theirs. */
class NeighbourMessagesTest extends WrittenNeighbours {

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
    void a_verdict_that_is_none_is_found() {
        sent(1, "RUBBISH", ONE);

        assertThat(judged(looked(10, ONE, 1)))
                .containsExactly("P12: 0.00 s, 'n1.1 name 1' has the verdict RUBBISH of the .NET node " + ONE
                        + " which is none");
    }

    @Test
    void messages_of_net_nodes_of_which_none_is_ever_handled_are_found() {
        NeighbourEntry[] all = new NeighbourEntry[21];
        Arrays.setAll(all, i -> said(5, i + 1, "id:1", true));

        assertThat(judged(all)).containsExactly("P12: no message of a .NET node was ever handled, of 21");
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
    void a_message_that_nobody_sent_there_is_found() {
        sent(1, "DELIVERED", TWO);

        assertThat(judged(got(10, ONE, 0, 1), got(10, ONE, 1, 2), looked(10, ONE, 2)))
                .containsExactlyInAnyOrder(
                        "P12: the .NET node " + ONE + " got 'n1.1 name 1', and its sender was told nothing of that",
                        "P12: the .NET node " + ONE + " got 'n1.1 name 2', which nobody sent");
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
