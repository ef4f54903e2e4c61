package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterConfigurationException;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://127.0.0.1:8080,      -,              127.0.0.1, 8080",
                "http://localhost:8080,      -,              127.0.0.1, 8080",
                "http://127.0.0.1,           -,              127.0.0.1, 80",
                "http://[::1]:8080/app,      -,              ::1,       8080",
                "http://node.example:8080,   -,              -,         8080",
                "http://node.example:8080,   127.0.0.2,      127.0.0.2, 8080",
                "http://node.example:8080,   127.0.0.2:9090, 127.0.0.2, 9090",
                "http://127.0.0.1:8080,      :9090,          -,         9090",
                "http://127.0.0.1:8080,      *,              -,         8080",
                "http://127.0.0.1:8080,      [::1]:9090,     ::1,       9090",
                "http://127.0.0.1:8080,      ::1,            ::1,       8080",
                "https://node.example,       :9090,          -,         9090",
                "-,                          :9090,          -,         9090",
            })
    void it_listens_where_its_url_says_unless_it_is_bound_elsewhere(String host, String bind, String address, int port)
            throws Exception {
        InetAddress expected = address == null ? null : InetAddress.getByName(address);

        assertThat(ListenAddress.of(host, bind)).isEqualTo(new ListenAddress(expected, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:", "127.0.0.1:x", ":70000", ":-1"})
    void a_port_that_is_none_is_named(String bind) {
        assertThatThrownBy(() -> ListenAddress.of("http://127.0.0.1:8080", bind))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageStartingWith("bind is '" + bind + "'; write ");
    }

    @Test
    void without_a_url_a_port_is_needed() {
        assertThatThrownBy(() -> ListenAddress.of(null, null)).hasMessageContaining("bind to ADDRESS:PORT");
    }

    @Test
    void https_needs_a_proxy_in_front() {
        assertThatThrownBy(() -> ListenAddress.of("https://node.example", null)).hasMessageContaining("proxy");
    }
}
