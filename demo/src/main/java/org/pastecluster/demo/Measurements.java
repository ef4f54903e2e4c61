package org.pastecluster.demo;

import org.pastecluster.http.json.JsonObject;

/** What one run of the demo measured; all but the counts in milliseconds. Not thread-safe. */
final class Measurements {

    private static final String[] NAMES = {
        "coldStartMs",
        "crashFailoverMs",
        "rejoinMs",
        "freezeFailoverMs",
        "twoLeadersMs",
        "thawHealMs",
        "leaveFailoverMs",
        "coldStartAfterPortMs",
        "tasks",
        "tasksDelivered",
        "tasksUnknown",
        "tasksNotDelivered",
        "tasksLost",
        "tasksTwice"
    };

    private final JsonObject json = new JsonObject();

    Measurements(int nodes) {
        json.put("nodes", nodes);
        for (String name : NAMES) {
            json.put(name, null);
        }
    }

    void add(String name, long measured) {
        json.put(name, measured);
    }

    /** One line; what was not measured is null. */
    @Override
    public String toString() {
        return json.toString();
    }
}
