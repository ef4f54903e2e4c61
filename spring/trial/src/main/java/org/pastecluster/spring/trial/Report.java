package org.pastecluster.spring.trial;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a trial found: lines for people, and what must not be. */
final class Report {

    private static final int MOST_SHOWN = 20;

    private final List<String> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    void messages(Messages messages) {
        String verdicts =
                messages.byVerdict().entrySet().stream().map(Report::shown).collect(Collectors.joining(", "));
        line("%,d messages sent, %,d handled: %s.", messages.sent(), messages.handled(), verdicts);
        faults.addAll(messages.faults());
        if (messages.handled() == 0) {
            fault("no message was handled");
        }
    }

    private static String shown(Map.Entry<String, Integer> entry) {
        return String.format(
                Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().toLowerCase(Locale.ROOT));
    }

    void jobs(Jobs jobs, Database database) throws SQLException {
        line(
                "%,d jobs began, %,d are in the database; it refused %,d writes of leaders with a successor.",
                jobs.count(), database.runs(), jobs.refused());
        faults.addAll(database.faults());
        if (database.runs() == 0) {
            fault("no job ran");
        }
    }

    void visitors(Visitors visitors) {
        line("%,d visits through nginx, %,d failed.", visitors.served() + visitors.failed(), visitors.failed());
        if (visitors.served() == 0) {
            fault("nobody was served");
        }
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void add(String prefix, List<String> sentences) {
        sentences.forEach(sentence -> fault(prefix + sentence));
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>(lines);
        faults.stream().limit(MOST_SHOWN).forEach(fault -> all.add("FAULT: " + fault));
        if (faults.size() > MOST_SHOWN) {
            all.add("and " + (faults.size() - MOST_SHOWN) + " more");
        }
        return String.join("\n", all);
    }

    /** Writes what is found out while it runs. */
    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
