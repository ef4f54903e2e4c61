package org.pastecluster.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.HostileEntry.Volley;

class CalmVolleysTest {

    private static final List<BedEntry> BED = List.of(
            new BedEntry.Began(10, 101, "KILL", List.of(1), ""),
            new BedEntry.Over(20, 101),
            new BedEntry.Calm(21, 1),
            new BedEntry.Agreed(30, 1),
            new BedEntry.Began(40, 102, "HOSTILE", List.of(), ""),
            new BedEntry.Over(60, 102),
            new BedEntry.Calm(61, 102),
            new BedEntry.Agreed(70, 102),
            new BedEntry.Began(80, 201, "HOSTILE", List.of(), ""),
            new BedEntry.Began(90, 202, "SPLIT", List.of(1, 2), ""),
            new BedEntry.Over(95, 201),
            new BedEntry.Over(99, 202),
            new BedEntry.End(100));

    private final CalmVolleys calm = new CalmVolleys(BED);

    @Test
    void a_peer_that_was_never_answered_while_nothing_else_went_on_is_named() {
        assertThat(unanswered(volley(41, 50, "401:9", "peer-silent:3")))
                .singleElement()
                .asString()
                .startsWith("P8: a peer behind the address of somebody hostile had no answer");
        assertThat(unanswered(volley(41, 50, "peer-closed:1", "peer-503:1"))).hasSize(1);
        assertThat(unanswered(volley(81, 89, "peer-429:1"))).hasSize(1);
    }

    @Test
    void one_answer_is_enough_and_who_did_not_ask_needs_none() {
        assertThat(unanswered(volley(41, 50, "401:9", "peer-silent:2", "peer-200:1")))
                .isEmpty();
        assertThat(unanswered(volley(41, 50, "401:9", "silent:2"))).isEmpty();
    }

    @Test
    void nothing_is_said_of_times_in_which_other_faults_went_on_or_nodes_had_not_agreed() {
        assertThat(unanswered(volley(11, 19, "peer-silent:3"))).isEmpty();
        assertThat(unanswered(volley(22, 35, "peer-silent:3"))).isEmpty();
        assertThat(unanswered(volley(85, 93, "peer-silent:3"))).isEmpty();
    }

    @Test
    void garbage_that_did_not_end_a_link_while_nothing_else_went_on_is_named() {
        assertThat(unended(garbage(41, 50, "101:10", "ended:9", "silent:1")))
                .singleElement()
                .asString()
                .startsWith("P8: a link did not end though garbage came on it, and nothing else went on: ")
                .contains("GarbageFrames", "ended:9");
        assertThat(unended(garbage(41, 50, "101:10", "ended:9"))).hasSize(1);
        assertThat(unended(garbage(41, 50, "101:10"))).hasSize(1);
        assertThat(unended(garbage(41, 50, "101:9", "ended:9", "silent:1")))
                .as("a link that was asked for had no answer")
                .hasSize(1);
    }

    @Test
    void garbage_that_ended_every_link_is_what_was_wanted_and_other_forms_may_be_silent() {
        assertThat(unended(garbage(41, 50, "101:10", "ended:10"))).isEmpty();
        assertThat(unended(garbage(41, 50))).isEmpty();
        assertThat(unended(garbage(22, 35, "101:10", "silent:10"))).isEmpty();
        assertThat(unended(volley(41, 50, "silent:10"))).isEmpty();
    }

    @Test
    void nothing_is_said_of_times_in_which_the_machine_stood_still() {
        long second = 1_000_000_000L;
        CalmVolleys stalled = new CalmVolleys(List.of(
                new BedEntry.Agreed(0, 1),
                new BedEntry.Stall(3 * second, second / 2),
                new BedEntry.Stall(10 * second, 2 * second),
                new BedEntry.End(20 * second)));
        String[] silent = {"101:10", "ended:9", "silent:1"};

        assertThat(stalled.unended(List.of(garbage(7 * second, 9 * second, silent))))
                .isEmpty();
        assertThat(stalled.unended(List.of(garbage(9 * second, 11 * second, silent))))
                .isEmpty();
        assertThat(stalled.unended(List.of(garbage(2 * second, 4 * second, silent))))
                .hasSize(1);
        assertThat(stalled.unended(List.of(garbage(11 * second, 13 * second, silent))))
                .hasSize(1);
    }

    private List<String> unended(Volley volley) {
        return calm.unended(List.of(volley));
    }

    private static Volley garbage(long at, long until, String... outcomes) {
        return new Volley(at, until, "GarbageFrames", "http://10.77.0.1:8080", 20, List.of(outcomes));
    }

    private List<String> unanswered(Volley volley) {
        return calm.unanswered(List.<HostileEntry>of(volley));
    }

    private static Volley volley(long at, long until, String... outcomes) {
        return new Volley(at, until, "Flood", "http://10.77.0.1:8080", 12, List.of(outcomes));
    }
}
