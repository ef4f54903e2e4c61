package org.pastecluster.server.node;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things again and again, each on a daemon thread of its own, until the program ends. */
final class Ticking {

    /** Time between two runs, so that a process that was frozen does not catch up on what it missed. */
    void every(Duration pause, String name, Runnable task) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, run -> {
            Thread made = new Thread(run, "pastecluster-" + name);
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(task, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
