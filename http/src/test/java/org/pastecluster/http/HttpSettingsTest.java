package org.pastecluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterConfigurationException;

class HttpSettingsTest {

    private static final String SECRET = "sixteen letters!";

    @Test
    void has_no_default_secret() {
        refuses(HttpSettings.builder(), "has no secret", "openssl rand -hex 32");
    }

    @Test
    void refuses_a_short_secret_and_does_not_show_it() {
        assertThatThrownBy(
                        () -> HttpSettings.builder().secret("fifteen letters").build())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("15 characters")
                .hasMessageContaining("at least 16")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("fifteen"));
    }

    @Test
    void a_token_may_be_shorter_but_not_very_short() {
        assertThat(HttpSettings.builder()
                        .secret("sloves")
                        .auth(AuthMode.TOKEN)
                        .build()
                        .modes())
                .containsExactly(AuthMode.TOKEN);
        refuses(HttpSettings.builder().secret("tok").auth(AuthMode.TOKEN), "3 characters", "at least 6");
    }

    @Test
    void both_ways_at_once_need_the_longer_secret() {
        refuses(HttpSettings.builder().secret("sloves").auth(AuthMode.TOKEN, AuthMode.SIGNED), "at least 16");
    }

    @Test
    void a_token_must_fit_into_a_header() {
        refuses(HttpSettings.builder().secret("with a space").auth(AuthMode.TOKEN), "cannot be sent in a header");
        refuses(HttpSettings.builder().secret("line\r\nbreak").auth(AuthMode.TOKEN), "cannot be sent in a header");
    }

    @Test
    void refuses_open_reads_without_tokens() {
        refuses(HttpSettings.builder().secret(SECRET).openReads(true), "openReads", "TOKEN");
    }

    @Test
    void refuses_no_mode_and_a_mode_twice() {
        refuses(HttpSettings.builder().secret(SECRET).auth(), "modes of authentication");
        refuses(
                HttpSettings.builder().secret(SECRET).auth(AuthMode.SIGNED, AuthMode.SIGNED),
                "modes of authentication");
    }

    @Test
    void refuses_five_secrets() {
        HttpSettingsBuilder builder = HttpSettings.builder();
        for (int i = 0; i < 5; i++) {
            builder.secret(SECRET + i);
        }
        refuses(builder, "5 secrets");
    }

    @Test
    void refuses_a_base_path_that_is_none() {
        refuses(HttpSettings.builder().secret(SECRET).basePath("cluster"), "basePath");
        refuses(HttpSettings.builder().secret(SECRET).basePath("/cluster/"), "basePath");
    }

    @Test
    void refuses_times_and_limits_that_cannot_work() {
        refuses(HttpSettings.builder().secret(SECRET).connectTimeout(Duration.ZERO), "connectTimeout");
        assertThatThrownBy(() -> HttpLimits.DEFAULT.withBodyBytes(10)).hasMessageContaining("bodyBytes is 10");
    }

    private static void refuses(HttpSettingsBuilder builder, String... words) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContainingAll(words);
    }
}
