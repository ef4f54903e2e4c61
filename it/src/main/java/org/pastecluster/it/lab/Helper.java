package org.pastecluster.it.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pastecluster.it.lab.inside.HelperMain;
import org.pastecluster.it.lab.inside.Squatting;

/**
 * A process in a host's network that stands in for what networks and machines do: it passes on late what goes to another host, answers in that host's place, or
 * listens on this host's service port. It only gets what {@link Way#DELAY}, {@link Way#STALL} and {@link Way#ANSWERED} lead to it. Each method returns
 * when it is so. Thread-safe.
 */
public final class Helper {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final int host;
    private final NodeProcess process;

    private Helper(int host, NodeProcess process) {
        this.host = host;
        this.process = process;
    }

    static Helper start(Lab lab, int host, Path log) {
        List<String> command = lab.java(
                host,
                List.of("-Xmx32m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                HelperMain.class.getName(),
                List.of());
        return new Helper(host, NodeProcess.start("helper of host " + host, command, Map.of(), log, line -> {}));
    }

    void awaitUp() {
        if (process.await("up", LIMIT).isEmpty()) {
            throw new LabFailure("The " + process.name() + " does not start; see its log.");
        }
    }

    /** Passes on what goes to that host, and what it answers, that much later each. */
    public void delay(int to, Duration each) {
        tell("delay " + detour(to) + " " + each.toMillis());
    }

    private static String detour(int to) {
        return Ports.detour(to) + " " + Ports.address(to) + ":" + Ports.BEHIND_DETOURS;
    }

    /** Passes nothing on: of what goes to that host, of what comes back, or of both. What is said meanwhile comes when it flows again. A delay stays beside it. */
    public void stall(int to, boolean there, boolean back) {
        tell("stall " + detour(to) + " " + there + " " + back);
    }

    /** Answers what goes to that host by that status: 302, 403, 502, or 200 with a page of HTML. */
    public void answer(int to, int status) {
        tell("answer " + Ports.answers(to) + " " + status);
    }

    /** Listens on this host's service port, where nobody else does any more. */
    public void squat(Squatting how) {
        tell("squat " + Ports.address(host) + ":" + Ports.SERVICE + " " + how);
    }

    /** Gives the service port back. */
    public void leave() {
        tell("leave");
    }

    /** All that again as at its start; connections that go through it go on. */
    void heal() {
        tell("heal");
    }

    private void tell(String line) {
        awaitUp();
        String answer = process.ask(line, "done", LIMIT)
                .orElseThrow(() -> new LabFailure("The " + process.name() + " does not answer to '" + line + "'."));
        if (!answer.equals("done")) {
            throw new LabFailure("The " + process.name() + ", told '" + line + "', says:" + answer.substring(4));
        }
    }
}
