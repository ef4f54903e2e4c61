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

    @Test
    void three_processes_lose_their_leader_in_every_way_and_never_have_two() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DemoOptions options = DemoOptions.read(new String[] {"--json"});

        Demo.run(options, new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        JsonObject measured = JsonParser.object(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8), 12);
        assertThat(measured.number("nodes", 0)).isEqualTo(3);
        assertThat(measured.number("twoLeadersMs", -1)).isZero();
        assertThat(measured.number("crashFailoverMs", -1)).isBetween(0L, LEASE_MILLIS);
        assertThat(measured.number("leaveFailoverMs", -1)).isBetween(0L, LEASE_MILLIS);
        assertThat(measured.number("freezeFailoverMs", -1)).isGreaterThan(measured.number("leaveFailoverMs", -1));
        for (String name : new String[] {"coldStartMs", "rejoinMs", "thawHealMs"}) {
            assertThat(measured.number(name, -1)).as(name).isPositive();
        }
    }
}
