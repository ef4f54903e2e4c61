package org.pastecluster.testkit.time;

/** Something that happens at a moment of virtual time. It can wait in one queue only, and only once at a time. */
public abstract class Event {

    long time;
    long order;

    /** Waits in no queue yet. */
    protected Event() {}

    /** When it happens, or happened, in nanoseconds of true time. */
    public final long time() {
        return time;
    }

    /** Called once, on the thread that drives the queue. */
    protected abstract void happen();
}
