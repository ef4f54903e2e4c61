package org.pastecluster.spring.test;

import java.time.Duration;

/** The time of a test, for threads. */
interface JobTime {

    /** How much of it has passed. */
    Duration now();

    /** How much real time a thread may take before it counts as stuck. */
    Duration patience();
}
