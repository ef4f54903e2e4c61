package org.pastecluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 63, 64, 65, 200})
    void signs_as_the_jdk_does(int length) throws Exception {
        String key = "k".repeat(length - 1) + "é";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal("a message".getBytes(StandardCharsets.UTF_8)));

        assertThat(new Secret(key).sign("a message")).isEqualTo(expected);
        assertThat(new Secret(key).hasSigned("a message", expected)).isTrue();
        assertThat(new Secret(key).hasSigned("another", expected)).isFalse();
    }

    @Test
    void shows_itself_nowhere() {
        HttpSettings settings =
                HttpSettings.builder().secret("correct horse battery staple").build();

        assertThat(settings.toString()).doesNotContain("correct").contains("hidden");
    }

    @Test
    void knows_its_token() {
        Secret secret = new Secret("interop-secret");

        assertThat(secret.isToken("interop-secret")).isTrue();
        assertThat(secret.isToken("interop-secreT")).isFalse();
        assertThat(secret.isToken("")).isFalse();
    }
}
