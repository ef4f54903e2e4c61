package org.pastecluster.it.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link ProbeMain} in a host's network. */
public final class Probe {

    /** As long as it takes on a busy machine; nobody waits so long unless something is wrong. */
    public static final int LONG = 20_000;

    /** Long enough for a packet to arrive, and too short for TCP to send it a second time. */
    public static final int SHORT = 250;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final NodeProcess process;

    public Probe(NodeProcess process) {
        this.process = process;
    }

    /** Starts one; it is up when it answers. */
    public static NodeProcess start(Lab lab, int host, Path log) {
        List<String> command = lab.java(
                host,
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ProbeMain.class.getName(),
                List.of(Ports.address(host)));
        Map<String, String> environment = new HashMap<>(lab.clock(host).environment());
        // It sees at once what its clock is told.
        environment.put("FAKETIME_NO_CACHE", "1");
        return NodeProcess.start("probe " + host, command, environment, log, line -> {});
    }

    /** Says a line and returns the answer without its first word. */
    public String ask(String line) {
        String word = line.split(" ", 2)[0];
        return process.ask(line, word, LIMIT).orElse(word + " nothing").substring(word.length() + 1);
    }

    /** Dials a host's service port and has a line echoed: "ok", "silent" (for a while), "refused" or "reset". The connection stays open by that name. */
    public String dial(String name, int host, int millis) {
        return ask("dial " + name + " " + Ports.address(host) + " " + millis);
    }

    /** Has another line echoed. */
    public String echo(String name, String text, int millis) {
        return ask("echo " + name + " " + text + " " + millis);
    }

    /** Waits for the echo of a line that was silent. */
    public String hear(String name, String text, int millis) {
        return ask("hear " + name + " " + text + " " + millis);
    }

    /** How the connection ended that somebody dialled to this one by that name; "open" if it does not. */
    public String ended(String name, int millis) {
        return ask("ended " + name + " " + millis);
    }

    /** What a host's service port answers to a request. */
    public String get(int host, int millis) {
        return ask("get " + Ports.address(host) + " " + millis);
    }

    public boolean isUp() {
        return process.await("up", LIMIT).isPresent();
    }
}
