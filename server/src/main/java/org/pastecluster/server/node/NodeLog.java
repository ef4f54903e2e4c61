package org.pastecluster.server.node;

/** Warnings and worse go to standard error, one line each. To be called before the first logger is made. */
final class NodeLog {

    private static final String SIMPLE = "org.slf4j.simpleLogger.";

    private NodeLog() {}

    static void toStandardError() {
        set("defaultLogLevel", "warn");
        set("showThreadName", "false");
        set("showShortLogName", "true");
    }

    /** What somebody set with {@code -D} stays. */
    private static void set(String name, String value) {
        if (System.getProperty(SIMPLE + name) == null) {
            System.setProperty(SIMPLE + name, value);
        }
    }
}
