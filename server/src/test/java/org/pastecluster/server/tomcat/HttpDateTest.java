package org.pastecluster.server.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    @Test
    void is_what_the_standard_gives_as_an_example() {
        assertThat(HttpDate.of(784_111_777_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 951_782_399_999L, 951_868_800_000L, 1_795_478_213_150L, 4_102_444_799_000L})
    void is_as_the_jdk_writes_it(long millis) {
        String expected = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .format(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC));

        assertThat(HttpDate.of(millis)).isEqualTo(expected);
    }
}
