package org.pastecluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For which leadership each thread works. A thread that works for none holds nothing, so that a pool's threads keep no ended one alive. */
final class CurrentLeadership {

    private static final ThreadLocal<@Nullable Leadership> CURRENT = new ThreadLocal<>();

    private CurrentLeadership() {}

    static Optional<Leadership> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Changes that of the calling thread and returns the one before; null for none. */
    static @Nullable Leadership replace(@Nullable Leadership next) {
        Leadership before = CURRENT.get();
        if (next == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(next);
        }
        return before;
    }
}
