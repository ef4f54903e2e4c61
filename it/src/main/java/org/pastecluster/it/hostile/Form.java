package org.pastecluster.it.hostile;

import java.util.SplittableRandom;

/** One way to mean harm. */
interface Form {

    /** One word for journals. */
    default String word() {
        return getClass().getSimpleName();
    }

    /** Does it to a node, and waits for what comes of that. */
    Tally fire(Target target, SplittableRandom random);
}
