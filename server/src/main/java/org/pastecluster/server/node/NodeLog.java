package org.pastecluster.server.node;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Warnings and worse go to standard error, one line each. */
final class NodeLog {

    private static final Logger ROOT = Logger.getLogger("");

    private NodeLog() {}

    static void toStandardError() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %5$s%6$s%n");
        ROOT.setLevel(Level.WARNING);
        for (Handler handler : ROOT.getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
    }
}
