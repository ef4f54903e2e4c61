package org.pastecluster.spring;

/**
 * What becomes of slots that no node ran, such as those in the seconds between the death of a leader and the next one's beginning.
 *
 * <p>A node that begins to lead looks at the slots since the last one that was run, by its own clock. Slots from before anybody led are
 * not missed, nor are those of a time that no living node remembers.
 */
public enum MissedSlots {

    /** They are left out, as those are that pass while an application with Spring's schedules alone is down. */
    SKIP,

    /** The last of them is run, at once; the others are left out. For jobs of which one run does the work of several. */
    RUN_LAST,

    /** The last 100 are run, one after another, oldest first. For jobs whose {@link Slot} says which part of the work to do. */
    RUN_ALL
}
