package org.pastecluster.server.node;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later, or again and again, each on a daemon thread of its own, until the program ends. */
final class Ticking {

    /** Time between two runs, so that a process that was frozen does not catch up on what it missed. */
    void every(Duration pause, String name, Runnable task) {
        var unused = thread(name).scheduleWithFixedDelay(task, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Once. */
    void after(Duration pause, String name, Runnable task) {
        ScheduledThreadPoolExecutor thread = thread(name);
        var unused = thread.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        thread.shutdown();
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        return new ScheduledThreadPoolExecutor(1, run -> {
            Thread made = new Thread(run, "pastecluster-" + name);
            made.setDaemon(true);
            return made;
        });
    }
}
