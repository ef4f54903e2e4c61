package org.pastecluster.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** First in, first out. Once it is empty it takes little room, however long it was. */
final class Line<T> implements Iterable<T> {

    /** Who was not longer keeps the room. */
    private static final int SHORT = 1_000;

    private ArrayDeque<T> all = new ArrayDeque<>(1);
    private int longest;

    void add(T last) {
        all.add(last);
        longest = Math.max(longest, all.size());
    }

    @Nullable
    T poll() {
        T first = all.poll();
        if (longest > SHORT && all.isEmpty()) {
            clear();
        }
        return first;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void clear() {
        all = new ArrayDeque<>(1);
        longest = 0;
    }

    @Override
    public Iterator<T> iterator() {
        return all.iterator();
    }
}
