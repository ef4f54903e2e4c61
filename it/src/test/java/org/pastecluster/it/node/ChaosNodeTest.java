package org.pastecluster.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.judge.Judge;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.record.BedEntry;

/** A real node does what it is told, and a real judge finds what one does wrong. */
class ChaosNodeTest {

    /** So many messages on each lane have every slow, failing and spoiled one among them, but for those that are rare. */
    private static final String LAST_NAMED = "done\t\\d+\tname\t21";

    @TempDir
    private Path directory;

    @Test
    void a_node_does_what_it_is_told_and_is_judged_clean() throws Exception {
        Judgement judgement = judged("");
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.totals().messages().delivered()).isGreaterThan(40);
        assertThat(judgement.judged()).containsKeys("P2", "P3", "P4", "P7");
        assertThat(has("busy\t\\d+\t8\t8")).isTrue();
        assertThat(Files.readString(directory.resolve("n1.1.log")))
                .matches("(?s)\\d+ .*")
                .doesNotContain("a-secret-of-this-test-alone");
    }

    @Test
    void a_node_that_calls_handlers_twice_is_found_out() throws Exception {
        assertThat(judged("handled-twice").violations())
                .anySatisfy(violation ->
                        assertThat(violation.toString()).contains("P7", "n1.1 handled n1.1 name 20 twice"));
    }

    @Test
    void a_node_that_loses_messages_on_their_way_to_handlers_is_found_out() throws Exception {
        assertThat(judged("lost-line").violations())
                .anySatisfy(violation -> assertThat(violation.toString())
                        .contains("P7", "n1.1 name 20 has the verdict DELIVERED of n1.1 and was not handled by it"));
    }

    private Judgement judged(String sabotage) throws IOException, InterruptedException {
        try (StartedNode node = new StartedNode(directory, sabotage)) {
            assertThat(node.hear()).isEqualTo("up");
            node.askUntil("who", answer -> answer.matches("who [0-9a-f]+ http://127.0.0.1:\\d+ 1"));
            node.write(new BedEntry.Calm(System.nanoTime(), 1));
            node.say("go");
            assertThat(node.ask("busy 300")).isEqualTo("busy");
            node.askUntil("count", answer -> has(LAST_NAMED));
            node.say("quiet");
            node.askUntil("count", answer -> answer.equals("count 0"));
            assertThat(node.ask("heap")).matches("heap \\d+ \\d+");
            node.write(new BedEntry.End(System.nanoTime()));
            node.say("exit");
            assertThat(node.awaitEnd()).isZero();
        }
        return Judge.of(directory);
    }

    private boolean has(String line) {
        try {
            return Files.readString(directory.resolve("n1.1.journal")).lines().anyMatch(each -> each.matches(line));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
