package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeliefsTest {

    @TempDir
    Path directory;

    private int files;

    @Test
    void leaders_one_after_the_other_are_never_two() throws Exception {
        Beliefs beliefs = Beliefs.read(List.of(file(10, 1, 100, 300, 400), file(10, 101, 299)));

        assertThat(beliefs.moreThanOneNanos()).isZero();
        assertThat(beliefs.samples()).isEqualTo(20);
    }

    @Test
    void the_time_of_two_leaders_is_what_they_have_in_common() throws Exception {
        Beliefs beliefs = Beliefs.read(List.of(file(10, 1, 100), file(10, 90, 200), file(10, 95, 97)));

        assertThat(beliefs.moreThanOneNanos()).isEqualTo(10);
    }

    @Test
    void one_that_took_over_at_the_same_instant_is_no_second_one() throws Exception {
        assertThat(Beliefs.read(List.of(file(1, 1, 100), file(1, 100, 200))).moreThanOneNanos())
                .isZero();
    }

    @Test
    void a_process_is_a_leader_after_an_instant_if_a_span_ends_later() throws Exception {
        Path samples = file(5, 10, 20, 30, 40);

        assertThat(Beliefs.isLeaderAfter(samples, 39)).isTrue();
        assertThat(Beliefs.isLeaderAfter(samples, 40)).isFalse();
    }

    private Path file(long samples, long... instants) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES * (1 + instants.length + 2)).putLong(samples);
        for (long instant : instants) {
            bytes.putLong(instant);
        }
        return Files.write(directory.resolve("samples-" + files++), bytes.array());
    }
}
