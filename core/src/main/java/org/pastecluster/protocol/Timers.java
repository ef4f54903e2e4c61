package org.pastecluster.protocol;

import java.util.PriorityQueue;

/** What is to be done later, in order of time and, at one time, in the order it was asked for. Holds the time of the step. */
final class Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long asked;
    private long now;

    /** Nanoseconds on the monotonic clock at the step that is under way. */
    long now() {
        return now;
    }

    void stepBegins(long time) {
        now = time;
    }

    /** Has {@code action} done once {@code delay} has passed. */
    Timer after(long delay, Runnable action) {
        return at(now + delay, action);
    }

    /** Has {@code action} done at {@code due}, or in this step if that has passed. */
    Timer at(long due, Runnable action) {
        Timer timer = new Timer(due, asked++, action);
        queue.add(timer);
        return timer;
    }

    void runDue() {
        for (Timer next = peek(); next != null && next.due <= now; next = peek()) {
            queue.poll();
            next.spent = true;
            next.action.run();
        }
    }

    /** When the earliest is due; {@link Long#MAX_VALUE} for none. */
    long nextDue() {
        Timer next = peek();
        return next == null ? Long.MAX_VALUE : next.due;
    }

    void clear() {
        queue.clear();
    }

    private @org.jspecify.annotations.Nullable Timer peek() {
        Timer next = queue.peek();
        while (next != null && next.spent) {
            queue.poll();
            next = queue.peek();
        }
        return next;
    }

    /** One thing to be done. */
    static final class Timer implements Comparable<Timer> {

        /** One that was never asked for, so that a field need not be null. */
        static Timer none() {
            Timer timer = new Timer(0, 0, () -> {});
            timer.spent = true;
            return timer;
        }

        private final long due;
        private final long order;
        private final Runnable action;
        private boolean spent;

        private Timer(long due, long order, Runnable action) {
            this.due = due;
            this.order = order;
            this.action = action;
        }

        void cancel() {
            spent = true;
        }

        boolean isPending() {
            return !spent;
        }

        @Override
        public int compareTo(Timer other) {
            int byDue = Long.compare(due, other.due);
            return byDue != 0 ? byDue : Long.compare(order, other.order);
        }
    }
}
