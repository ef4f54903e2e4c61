package org.pastecluster.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What became of tasks, by their verdicts and by what the nodes printed of those that they handled.
 *
 * @param lost how many were delivered and no node handled
 * @param twice how many were handled more than once
 * @param ghosts how many were handled although their verdict says that they surely were not
 */
record TaskCount(int sent, int delivered, int unknown, int lost, int twice, int ghosts) {

    private static final String DELIVERED = "delivered";
    private static final String UNKNOWN = "unknown";
    private static final Set<String> SURELY_UNHANDLED = Set.of("refused", "expired", "gone");

    /**
     * @param verdicts of each task, as words
     * @param handled the tasks that nodes printed, one that was handled twice twice
     */
    static TaskCount of(Map<String, String> verdicts, Collection<String> handled) {
        Map<String, Integer> times = new HashMap<>();
        handled.forEach(task -> times.merge(task, 1, Integer::sum));
        int delivered = 0;
        int unknown = 0;
        int lost = 0;
        int ghosts = 0;
        for (Map.Entry<String, String> each : verdicts.entrySet()) {
            String verdict = each.getValue();
            boolean isHandled = times.containsKey(each.getKey());
            delivered += verdict.equals(DELIVERED) ? 1 : 0;
            unknown += verdict.equals(UNKNOWN) ? 1 : 0;
            lost += verdict.equals(DELIVERED) && !isHandled ? 1 : 0;
            ghosts += SURELY_UNHANDLED.contains(verdict) && isHandled ? 1 : 0;
        }
        int twice = (int) times.values().stream().filter(count -> count > 1).count();
        return new TaskCount(verdicts.size(), delivered, unknown, lost, twice, ghosts);
    }

    /** How many were neither delivered nor may have been. */
    int notDelivered() {
        return sent - delivered - unknown;
    }

    /** Fails with a sentence unless every verdict is true. */
    void mustBeTrue() {
        if (lost > 0 || twice > 0 || ghosts > 0) {
            throw new DemoFailure("Verdicts of tasks are wrong: " + lost + " delivered ones were handled by nobody, "
                    + twice + " were handled more than once, and " + ghosts
                    + " were handled although they were not delivered.");
        }
    }
}
