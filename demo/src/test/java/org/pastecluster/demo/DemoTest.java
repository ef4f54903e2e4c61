package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        "leaveFailoverMs",
        "tasksUnknown",
        "tasksNotDelivered"
    };

    @Test
    void three_processes_lose_their_leader_in_every_way_and_never_have_two() throws Exception {
        String line = measuredBeforeItStays();

        JsonObject measured = JsonParser.object(line.getBytes(StandardCharsets.UTF_8), 12);
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
        assertThat(measured.number("tasks", 0)).isEqualTo(300);
        assertThat(measured.number("tasksDelivered", 0))
                .isGreaterThanOrEqualTo(150)
                .isEqualTo(300 - measured.number("tasksUnknown", 0) - measured.number("tasksNotDelivered", 0));
        assertThat(measured.number("tasksLost", -1)).isZero();
        assertThat(measured.number("tasksTwice", -1)).isZero();
    }

    /** The line of JSON from a demo that stays; the demo is ended once it says that it does. */
    private static String measuredBeforeItStays() throws IOException {
        DemoOptions options = DemoOptions.read(new String[] {"--json", "--stay"});
        PipedInputStream in = new PipedInputStream();
        PrintStream out = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
        Thread demo = new Thread(
                () -> {
                    try (out) {
                        Demo.run(options, out);
                    }
                },
                "demo");
        demo.start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (line.startsWith("The cluster keeps running")) {
                    demo.interrupt();
                }
            }
        }
        return told.stream()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no line of JSON in " + told));
    }
}
