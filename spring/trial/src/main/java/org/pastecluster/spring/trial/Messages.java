package org.pastecluster.spring.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the journals say of messages. */
final class Messages {

    private final Map<String, ShopProcess> sent = new HashMap<>();
    private final Map<String, String> verdicts = new HashMap<>();
    private final Map<String, Integer> handled = new HashMap<>();

    Messages(List<ShopProcess> processes) throws IOException {
        for (ShopProcess process : processes) {
            for (Entry entry : process.journal.entries()) {
                switch (entry.word()) {
                    case "sends" -> sent.put(entry.what(), process);
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
        sent.forEach((message, sender) -> {
            String verdict = verdicts.get(message);
            if (verdict == null && sender.end() != ShopProcess.End.KILLED) {
                faults.add("message " + message + " of node " + sender.node + " has no verdict");
            } else if ("DELIVERED".equals(verdict) && !handled.containsKey(message)) {
                faults.add("message " + message + " of node " + sender.node + " is delivered, and nobody handled it");
            } else if (("REFUSED".equals(verdict) || "EXPIRED".equals(verdict)) && handled.containsKey(message)) {
                faults.add("message " + message + " of node " + sender.node + " is " + verdict + ", and was handled");
            }
        });
        return faults;
    }
}
