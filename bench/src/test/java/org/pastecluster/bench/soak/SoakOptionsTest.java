package org.pastecluster.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakOptionsTest {

    private static SoakOptions read(String line) {
        return SoakOptions.read(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void without_words_it_is_ten_minutes_with_three_nodes() {
        assertThat(read("")).isEqualTo(new SoakOptions(10, 3, "", false));
    }

    @Test
    void words_change_that() {
        assertThat(read("--minutes 60 --nodes 5 --json out.json --help"))
                .isEqualTo(new SoakOptions(60, 5, "out.json", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--hours 1 | There is no option '--hours'; --help lists them all.",
                "--minutes | --minutes has no value.",
                "--minutes 0 | --minutes is '0'; write a number from 1 to 1440.",
                "--minutes 1441 | --minutes is '1441'; write a number from 1 to 1440.",
                "--nodes 1 | --nodes is '1'; write a number from 2 to 8.",
                "--nodes x | --nodes is 'x'; write a number from 2 to 8.",
                "--json | --json has no value."
            })
    void what_cannot_be_read_is_refused_with_one_sentence(String line, String sentence) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
