package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

class DemoTest {

    private static final long LEASE_MILLIS = 3_000;
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final String[] KEYS = {
        "nodes",
        "coldStartMs",
        "crashFailoverMs",
        "rejoinMs",
        "freezeFailoverMs",
        "twoLeadersMs",
        "thawHealMs",
        "leaveFailoverMs"
    };

    @Test
    void three_processes_lose_their_leader_in_every_way_and_never_have_two() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DemoOptions options = DemoOptions.read(new String[] {"--json"});

        Demo.run(options, new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        JsonObject measured = JsonParser.object(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8), 12);
        for (String key : KEYS) {
            assertThat(measured.number(key, -1)).as(key).isNotNegative();
        }
        assertThat(measured.number("nodes", 0)).isEqualTo(3);
        assertThat(measured.number("twoLeadersMs", -1)).isZero();
        assertThat(measured.number("freezeFailoverMs", -1))
                .as(
                        "nobody leads before the lease of the frozen one has run out, which it renewed a heartbeat ago at most")
                .isGreaterThanOrEqualTo(LEASE_MILLIS - HEARTBEAT_MILLIS);
        assertThat(measured.number("crashFailoverMs", -1))
                .as("the lease of a leader whose address refuses is not waited for")
                .isLessThan(LEASE_MILLIS);
        assertThat(measured.number("leaveFailoverMs", -1))
                .as("the lease of a leader that leaves is not waited for")
                .isLessThan(LEASE_MILLIS);
        assertThat(measured.number("coldStartAfterPortMs", -1)).isBetween(0L, measured.number("coldStartMs", -1));
    }
}
