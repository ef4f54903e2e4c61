package org.pastecluster.bench.jgroups;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Named by a property: the JDK's log says nothing but errors. */
public final class Quiet {

    /** Called by {@link LogManager}. */
    public Quiet() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.SEVERE);
    }
}
