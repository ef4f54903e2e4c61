package org.pastecluster.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderSamplesTest {

    private static final long MILLI = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void samples_in_a_row_make_one_span_from_the_first_question_to_the_last_answer() throws Exception {
        LeaderSamples samples = LeaderSamples.in(file().toString());
        samples.add(10 * MILLI, false, 10 * MILLI + 1);
        samples.add(15 * MILLI, true, 15 * MILLI + 1);
        samples.add(20 * MILLI, true, 20 * MILLI + 1);
        samples.add(25 * MILLI, false, 25 * MILLI + 1);
        samples.add(30 * MILLI, true, 30 * MILLI + 1);

        assertThat(longs(6)).containsExactly(5, 15 * MILLI, 20 * MILLI + 1, 30 * MILLI, 30 * MILLI + 1, 0);
    }

    @Test
    void a_sample_during_which_the_process_may_have_been_stopped_says_nothing() throws Exception {
        LeaderSamples samples = LeaderSamples.in(file().toString());
        samples.add(10 * MILLI, true, 10 * MILLI + 1);
        samples.add(15 * MILLI, true, 4_000 * MILLI);
        samples.add(4_001 * MILLI, false, 4_001 * MILLI + 1);

        assertThat(longs(4)).containsExactly(3, 10 * MILLI, 10 * MILLI + 1, 0);
    }

    @Test
    void a_pause_between_samples_ends_a_span() throws Exception {
        LeaderSamples samples = LeaderSamples.in(file().toString());
        samples.add(10 * MILLI, true, 10 * MILLI + 1);
        samples.add(500 * MILLI, true, 500 * MILLI + 1);

        assertThat(longs(5)).containsExactly(2, 10 * MILLI, 10 * MILLI + 1, 500 * MILLI, 500 * MILLI + 1);
    }

    @Test
    void a_file_that_cannot_be_made_is_named() {
        assertThatThrownBy(() -> LeaderSamples.in(directory.resolve("no/such").toString()))
                .hasMessageStartingWith("--sample is '");
    }

    private Path file() {
        return directory.resolve("samples");
    }

    private long[] longs(int count) throws Exception {
        long[] longs = new long[count];
        ByteBuffer.wrap(Files.readAllBytes(file())).asLongBuffer().get(longs);
        return longs;
    }
}
