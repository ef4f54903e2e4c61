package org.pastecluster.spring.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the journals say of messages. */
final class Messages {

    /** So long before its end a process is up, in nanoseconds. */
    private static final long UP_BEFORE_END = 5_000_000_000L;

    private record Sent(ShopProcess sender, long at, String target) {}

    private final List<ShopProcess> processes;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, String> verdicts = new HashMap<>();
    private final Map<String, Integer> handled = new HashMap<>();

    Messages(List<ShopProcess> processes) throws IOException {
        this.processes = List.copyOf(processes);
        for (ShopProcess process : processes) {
            for (Entry entry : process.journal.entries()) {
                switch (entry.word()) {
                    case "sends" ->
                        sent.put(
                                entry.what(),
                                new Sent(process, entry.nanos(), entry.rest().get(1)));
                    case "verdict" -> verdicts.put(entry.what(), entry.rest().get(1));
                    case "handles" -> handled.merge(entry.what(), 1, Integer::sum);
                    default -> {}
                }
            }
        }
    }

    int sent() {
        return sent.size();
    }

    int handled() {
        return handled.size();
    }

    /** How many got which verdict; {@code none} for those whose sender was killed first. */
    Map<String, Integer> byVerdict() {
        Map<String, Integer> count = new TreeMap<>();
        for (String message : sent.keySet()) {
            count.merge(verdicts.getOrDefault(message, "none"), 1, Integer::sum);
        }
        return count;
    }

    /** What must not be, as sentences. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        handled.forEach((message, times) -> {
            if (times > 1) {
                faults.add("message " + message + " was handled " + times + " times");
            } else if (!sent.containsKey(message)) {
                faults.add("message " + message + " was handled, and nobody sent it");
            }
        });
        sent.forEach((message, its) -> {
            String verdict = verdicts.get(message);
            String what = "message " + message + " of node " + its.sender().node + " to " + its.target();
            if (verdict == null && its.sender().end() != ShopProcess.End.KILLED) {
                faults.add(what + " has no verdict");
            } else if ("DELIVERED".equals(verdict) && !handled.containsKey(message)) {
                faults.add(what + " is delivered, and nobody handled it");
            } else if (("REFUSED".equals(verdict) || "EXPIRED".equals(verdict)) && handled.containsKey(message)) {
                faults.add(what + " is " + verdict + ", and was handled");
            }
        });
        return faults;
    }

    /** Where nothing but orderly stops happened: what did not arrive although both ends were up, as sentences. */
    List<String> lostBetweenLiving() {
        List<String> lost = new ArrayList<>();
        sent.forEach((message, its) -> {
            if (!handled.containsKey(message) && isUp(its.sender(), its.at()) && isUp(its.target(), its.at())) {
                lost.add("message " + message + " of node " + its.sender().node + " to " + its.target() + " is "
                        + verdicts.get(message) + ", although both were up");
            }
        });
        return lost;
    }

    private boolean isUp(String name, long at) {
        return processes.stream()
                .filter(process -> ("node" + process.node).equals(name) && process.startedAt() < at)
                .reduce((earlier, later) -> later)
                .filter(process -> isUp(process, at))
                .isPresent();
    }

    private static boolean isUp(ShopProcess process, long at) {
        return process.toldAt() - UP_BEFORE_END > at;
    }
}
