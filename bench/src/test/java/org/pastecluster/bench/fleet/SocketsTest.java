package org.pastecluster.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketsTest {

    private static final String LISTING = """
            LISTEN 0      100        127.0.0.1:24001      0.0.0.0:*     users:(("java",pid=71,fd=9))
            LISTEN 0      100        127.0.0.1:24002      0.0.0.0:*     users:(("java",pid=711,fd=9))
            ESTAB  0      12         127.0.0.1:24001      127.0.0.1:41000 users:(("java",pid=71,fd=12))
            ESTAB  0      0          127.0.0.1:24001      127.0.0.1:41002 users:(("java",pid=71,fd=13))
            ESTAB  0      0          127.0.0.1:41010      127.0.0.1:24002 users:(("java",pid=71,fd=14))
            ESTAB  0      0          127.0.0.1:41000      127.0.0.1:24001 users:(("java",pid=711,fd=15))
            TIME-WAIT 0   0          127.0.0.1:41020      127.0.0.1:24001
            """;

    @Test
    void the_sockets_of_one_process_are_told_from_others() {
        Sockets.Ports ports = Sockets.read(LISTING, 71);

        assertThat(ports.listening()).containsExactly(24001);
        assertThat(ports.connected()).containsExactly(24001, 41010);
    }
}
