package org.pastecluster.testkit.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * True time, in nanoseconds from 0, which passes only when the next event happens. Events of the same moment happen in the
 * order in which they were added, so that a run is the same every time. Not thread-safe.
 */
public final class EventQueue {

    private @Nullable Event[] heap = new Event[256];
    private int size;
    private long now;
    private long orders;

    /** A queue at true time 0. */
    public EventQueue() {}

    /** True time. */
    public long now() {
        return now;
    }

    public int size() {
        return size;
    }

    /** Lets the event happen at {@code time}; at once, but after what waits already, if that has passed. */
    public void at(long time, Event event) {
        event.time = Math.max(time, now);
        event.order = orders++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        rise(size++, event);
    }

    /** Lets the task happen at {@code time}. */
    public void at(long time, Runnable task) {
        at(time, new Event() {
            @Override
            protected void happen() {
                task.run();
            }
        });
    }

    /** Lets the next event happen if it is due by {@code until}; else time moves on to {@code until}. */
    public boolean runNext(long until) {
        Event first = heap[0];
        if (size == 0 || first == null || first.time > until) {
            now = Math.max(now, until);
            return false;
        }
        Event last = heap[--size];
        heap[size] = null;
        if (size > 0 && last != null) {
            sink(last);
        }
        now = first.time;
        first.happen();
        return true;
    }

    /** Lets everything happen that is due by {@code until}. */
    public void runUntil(long until) {
        while (runNext(until)) {
            // Each call does one event's work.
        }
    }

    private void rise(int hole, Event event) {
        int position = hole;
        while (position > 0) {
            int parent = (position - 1) >>> 2;
            Event above = heap[parent];
            if (above == null || !isBefore(event, above)) {
                break;
            }
            heap[position] = above;
            position = parent;
        }
        heap[position] = event;
    }

    private void sink(Event event) {
        int position = 0;
        while (true) {
            int child = (position << 2) + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(get(other), get(least))) {
                    least = other;
                }
            }
            Event below = get(least);
            if (!isBefore(below, event)) {
                break;
            }
            heap[position] = below;
            position = least;
        }
        heap[position] = event;
    }

    @SuppressWarnings("NullAway") // Below size, the heap has no holes.
    private Event get(int position) {
        return heap[position];
    }

    private static boolean isBefore(Event one, Event other) {
        return one.time != other.time ? one.time < other.time : one.order < other.order;
    }
}
