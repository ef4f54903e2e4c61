package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person should mend, by subject. A subject is logged once while it lasts, and again no sooner than ten minutes after
 * the last time; all subjects together make at most 20 lines a minute. Remembers 256 subjects. Thread-safe.
 */
final class Reports {

    static final int SUBJECTS = 256;
    static final int LINES_PER_MINUTE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final class Subject {
        private Kind kind = Kind.STRANGER;
        private String sentence = "";
        private boolean open;
        private boolean logged;
        private long loggedAt;
        private boolean settledLogged;
    }

    private final Map<String, Subject> subjects = new LinkedHashMap<>();
    private long minuteBegan;
    private int linesInMinute;

    /** Something is wrong; tells whether that was logged. */
    synchronized boolean report(String name, Kind kind, String sentence, long now) {
        Subject subject = subjects.get(name);
        if (subject == null) {
            makeRoom();
            subject = new Subject();
            subjects.put(name, subject);
        }
        subject.kind = kind;
        subject.sentence = sentence;
        if (subject.open) {
            return false;
        }
        subject.open = true;
        boolean recently = subject.logged && now - subject.loggedAt < QUIET_NANOS;
        if (recently || !lineAllowed(now)) {
            return false;
        }
        subject.logged = true;
        subject.loggedAt = now;
        subject.settledLogged = false;
        LOG.warn("{}", sentence);
        return true;
    }

    /** It is wrong no longer; tells whether that was logged. */
    synchronized boolean settle(String name, long now) {
        Subject subject = subjects.get(name);
        if (subject == null || !subject.open) {
            return false;
        }
        subject.open = false;
        if (!subject.logged || subject.settledLogged || !lineAllowed(now)) {
            return false;
        }
        subject.settledLogged = true;
        LOG.info("Over: {}", subject.sentence);
        return true;
    }

    /** Something was wrong, and is over already; tells whether that was logged. */
    synchronized boolean note(String name, String sentence, long now) {
        boolean logged = report(name, Kind.STRANGER, sentence, now);
        Subject subject = subjects.get(name);
        if (subject != null) {
            subject.open = false;
        }
        return logged;
    }

    synchronized List<Finding> open() {
        List<Finding> findings = new ArrayList<>();
        for (Subject subject : subjects.values()) {
            if (subject.open) {
                findings.add(new Finding(subject.kind, subject.sentence));
            }
        }
        return findings;
    }

    private void makeRoom() {
        if (subjects.size() < SUBJECTS) {
            return;
        }
        String victim = subjects.keySet().iterator().next();
        for (Map.Entry<String, Subject> entry : subjects.entrySet()) {
            if (!entry.getValue().open) {
                victim = entry.getKey();
                break;
            }
        }
        subjects.remove(victim);
    }

    private boolean lineAllowed(long now) {
        if (now - minuteBegan >= MINUTE_NANOS) {
            minuteBegan = now;
            linesInMinute = 0;
        }
        linesInMinute++;
        return linesInMinute <= LINES_PER_MINUTE;
    }
}
