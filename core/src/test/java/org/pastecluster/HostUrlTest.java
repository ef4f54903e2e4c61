package org.pastecluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.3:8080, http://10.0.0.3:8080",
        "' HTTP://Node.Example:80/ ', http://node.example",
        "https://node:443, https://node",
        "https://node:80/app//, https://node:80/app",
        "http://[::1]:8080, http://[::1]:8080",
        "http://node:65535, http://node:65535"
    })
    void one_address_has_one_spelling(String written, String normal) {
        assertThat(HostUrl.normalise(written)).isEqualTo(normal);
        assertThat(HostUrl.normalise(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.3:8080",
                "ftp://10.0.0.3",
                "http://",
                "http://no de",
                "http://user@node",
                "http://node?x=1",
                "http://node#x",
                "http://node:65536",
                "http://node:-1",
                "http://node,1"
            })
    void what_is_no_base_url_is_named_with_an_example(String written) {
        assertThatThrownBy(() -> HostUrl.normalise(written))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessage("'" + written + "' is not a node's base URL; write for example http://192.0.2.3:8080.");
    }

    @Test
    void a_port_that_nobody_can_call_is_named() {
        assertThatThrownBy(() -> HostUrl.normalise("http://127.0.0.1:0"))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessage("'http://127.0.0.1:0' has port 0, which nobody can call;"
                        + " write the port that the node listens on.");
    }
}
