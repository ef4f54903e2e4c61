package org.pastecluster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Work;

class BenchOptionsTest {

    private static BenchOptions read(String line) {
        return BenchOptions.read(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void without_words_everything_is_measured_three_times() {
        BenchOptions options = read("");

        assertThat(options.works()).containsExactlyInAnyOrder(Work.values());
        assertThat(options.systems()).containsExactlyElementsOf(SystemKind.measured());
        assertThat(options.runs()).isEqualTo(3);
        assertThat(options.worksWereNamed()).isFalse();
        assertThat(options.quick()).isFalse();
        assertThat(options.jmh()).isFalse();
    }

    @Test
    void only_and_systems_choose_and_repeat() {
        BenchOptions options =
                read("--systems pastecluster,floor --only ping-100,crash-3 --only cold-3 --runs 30 --json out.json");

        assertThat(options.works()).containsExactlyInAnyOrder(Work.PING_100, Work.CRASH_3, Work.COLD_3);
        assertThat(options.worksWereNamed()).isTrue();
        assertThat(options.systems()).containsExactly(SystemKind.FLOOR, SystemKind.PASTECLUSTER);
        assertThat(options.runs()).isEqualTo(30);
        assertThat(options.json()).isEqualTo("out.json");
    }

    @Test
    void quick_is_one_run_unless_more_are_asked_for() {
        assertThat(read("--quick").runs()).isEqualTo(1);
        assertThat(read("--quick --runs 5").runs()).isEqualTo(5);
        assertThat(read("--runs 5 --quick").runs()).isEqualTo(5);
    }

    @Test
    void jmh_may_have_a_pattern() {
        assertThat(read("--jmh").pattern()).isEmpty();
        assertThat(read("--jmh Signing --quick"))
                .returns("Signing", BenchOptions::pattern)
                .returns(true, BenchOptions::quick);
        assertThat(read("--jmh --quick").pattern()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--fast | There is no option '--fast'; --help lists them all.",
                "stream-100 | There is no option 'stream-100'; --help lists them all.",
                "--only | --only has no value.",
                "--only stream | There is no work 'stream'; --help lists them all.",
                "--only stream-100, | There is no work ''; --help lists them all.",
                "--systems akka | There is no system 'akka'; --help lists them all.",
                "--systems bare | There is no system 'bare'; --help lists them all.",
                "--runs 0 | --runs is '0'; write a number from 1 to 100.",
                "--runs 101 | --runs is '101'; write a number from 1 to 100.",
                "--runs x | --runs is 'x'; write a number from 1 to 100.",
                "--json | --json has no value."
            })
    void what_cannot_be_read_is_refused_with_one_sentence(String line, String sentence) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-100", "two-leaders", "hazelcast-tuned", "--jmh", "--json", "--quick", "--runs"})
    void help_names(String word) {
        assertThat(read("--help").help()).isTrue();
        assertThat(BenchOptions.HELP).contains(word).doesNotContain("bare");
    }
}
